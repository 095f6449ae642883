package dev.tidings.http.wire;

import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/**
 * What may be set of sockets.
 *
 * @param heartbeat how often a peer is pinged
 * @param closeGrace how long a close may wait for the peer before the connection underneath is closed
 * @param maxMessage the largest message that a client may send, in bytes
 * @param framesPerSecond how many frames a client may send in a second
 * @param compression whether permessage-deflate is agreed to: it costs each connection that uses it about 90 KB
 */
public record SocketOptions(
        Duration heartbeat, Duration closeGrace, int maxMessage, int framesPerSecond, boolean compression) {

    public static SocketOptions defaults() {
        return new SocketOptions(Duration.ofSeconds(20), Duration.ofSeconds(3), 64 * 1024, 500, false);
    }

    public SocketOptions withHeartbeat(Duration value) {
        return new SocketOptions(value, closeGrace, maxMessage, framesPerSecond, compression);
    }

    public SocketOptions withCloseGrace(Duration value) {
        return new SocketOptions(heartbeat, value, maxMessage, framesPerSecond, compression);
    }

    /** The bounds of what a client may send. */
    public SocketOptions withClientBounds(int messageBytes, int frames) {
        return new SocketOptions(heartbeat, closeGrace, messageBytes, frames, compression);
    }

    public SocketOptions withCompression(boolean value) {
        return new SocketOptions(heartbeat, closeGrace, maxMessage, framesPerSecond, value);
    }

    /**
     * Sets what a server needs for sockets that keep to RFC 6455. Extensions that are not wanted are switched off, since
     * with them on the decoder lets reserved bits pass that nobody negotiated.
     */
    public HttpServerOptions applyTo(HttpServerOptions server) {
        return server.setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(compression)
                .setMaxWebSocketFrameSize(maxMessage)
                .setMaxWebSocketMessageSize(maxMessage);
    }
}
