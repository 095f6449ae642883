package dev.tidings.http.watch;

import dev.tidings.http.wire.SocketOptions;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/**
 * What may be set of watching.
 *
 * @param sockets how each connection is held; streams keep to its heartbeat and its grace too
 * @param maxSubscriptions how many subscriptions one socket may hold
 * @param maxConnections how many sockets and streams this node holds in all
 * @param maxPerClient how many of them from one address
 */
public record WatchOptions(SocketOptions sockets, int maxSubscriptions, int maxConnections, int maxPerClient) {

    public static WatchOptions defaults() {
        return new WatchOptions(SocketOptions.defaults(), 100, 100_000, 100_000);
    }

    /** How often a peer is pinged and an idle one told a place to go on from. */
    public Duration heartbeat() {
        return sockets.heartbeat();
    }

    public WatchOptions withHeartbeat(Duration value) {
        return with(sockets.withHeartbeat(value));
    }

    public WatchOptions withCloseGrace(Duration value) {
        return with(sockets.withCloseGrace(value));
    }

    public WatchOptions withCompression(boolean value) {
        return with(sockets.withCompression(value));
    }

    private WatchOptions with(SocketOptions value) {
        return new WatchOptions(value, maxSubscriptions, maxConnections, maxPerClient);
    }

    /** The bounds of what this node holds. */
    public WatchOptions withLimits(int subscriptions, int connections, int perClient) {
        return new WatchOptions(sockets, subscriptions, connections, perClient);
    }

    /** Sets what a server needs for the sockets of watchers. */
    public HttpServerOptions applyTo(HttpServerOptions server) {
        return sockets.applyTo(server).setWebSocketSubProtocols(Subprotocols.NAMES);
    }
}
