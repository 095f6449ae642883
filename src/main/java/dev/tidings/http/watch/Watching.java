package dev.tidings.http.watch;

import dev.tidings.feed.Subscriptions;
import dev.tidings.http.wire.Heartbeats;
import dev.tidings.resource.Catalogue;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/** What all watchers of this node share, whatever event loop they are on. */
public final class Watching {

    private final Subscriptions subscriptions;
    private final ChangeLog log;
    private final WatchOptions options;
    private final WatchMetrics metrics;
    private final Connections connections;

    public Watching(Subscriptions subscriptions, ChangeLog log, WatchOptions options, WatchMetrics metrics) {
        this.subscriptions = subscriptions;
        this.log = log;
        this.options = options;
        this.metrics = metrics;
        this.connections = new Connections(options, metrics);
    }

    /** The connections, for those who count them or send them away. */
    public Connections connections() {
        return connections;
    }

    /** What the connections of the current event loop share. */
    WatchContext onLoop(Vertx vertx, Catalogue catalogue) {
        return new WatchContext(
                vertx,
                subscriptions,
                log,
                catalogue,
                options,
                metrics,
                connections,
                new Heartbeats(vertx, options.heartbeat()),
                new SharedBuffers());
    }
}
