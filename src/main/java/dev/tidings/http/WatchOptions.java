package dev.tidings.http;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;

/**
 * What may be set of watching.
 *
 * @param heartbeat how often a peer is pinged and an idle one told a place to go on from
 * @param closeGrace how long a close may wait for the peer before the connection underneath is closed
 * @param maxMessage the largest message that a client may send, in bytes
 * @param framesPerSecond how many frames a client may send in a second
 * @param maxSubscriptions how many subscriptions one socket may hold
 * @param maxConnections how many sockets and streams this node holds in all
 * @param maxPerClient how many of them from one address
 * @param compression whether permessage-deflate is agreed to: it costs each connection that uses it about 90 KB
 */
public record WatchOptions(
        Duration heartbeat,
        Duration closeGrace,
        int maxMessage,
        int framesPerSecond,
        int maxSubscriptions,
        int maxConnections,
        int maxPerClient,
        boolean compression) {

    /** The one subprotocol that is echoed: the frames of the contract, which also go out without any. */
    static final String SUBPROTOCOL = "tidings.v1";

    public static WatchOptions defaults() {
        return new WatchOptions(
                Duration.ofSeconds(20), Duration.ofSeconds(3), 64 * 1024, 500, 100, 100_000, 100_000, false);
    }

    public WatchOptions withHeartbeat(Duration value) {
        return new WatchOptions(
                value,
                closeGrace,
                maxMessage,
                framesPerSecond,
                maxSubscriptions,
                maxConnections,
                maxPerClient,
                compression);
    }

    public WatchOptions withCloseGrace(Duration value) {
        return new WatchOptions(
                heartbeat,
                value,
                maxMessage,
                framesPerSecond,
                maxSubscriptions,
                maxConnections,
                maxPerClient,
                compression);
    }

    /** The bounds of what a client may send. */
    public WatchOptions withClientBounds(int messageBytes, int frames) {
        return new WatchOptions(
                heartbeat,
                closeGrace,
                messageBytes,
                frames,
                maxSubscriptions,
                maxConnections,
                maxPerClient,
                compression);
    }

    /** The bounds of what this node holds. */
    public WatchOptions withLimits(int subscriptions, int connections, int perClient) {
        return new WatchOptions(
                heartbeat, closeGrace, maxMessage, framesPerSecond, subscriptions, connections, perClient, compression);
    }

    public WatchOptions withCompression(boolean value) {
        return new WatchOptions(
                heartbeat,
                closeGrace,
                maxMessage,
                framesPerSecond,
                maxSubscriptions,
                maxConnections,
                maxPerClient,
                value);
    }

    /**
     * Sets what a server needs for sockets that keep to RFC 6455. Extensions that are not wanted are switched off, since
     * with them on the decoder lets reserved bits pass that nobody negotiated.
     */
    public HttpServerOptions applyTo(HttpServerOptions server) {
        return server.setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(compression)
                .setMaxWebSocketFrameSize(maxMessage)
                .setMaxWebSocketMessageSize(maxMessage)
                .setWebSocketSubProtocols(List.of(SUBPROTOCOL));
    }
}
