package dev.tidings.http;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/** What all watchers of this node share, whatever event loop they are on. */
public final class Watching {

    private final ChangeLog log;
    private final Watch.Source source;
    private final WatchOptions options;
    private final WatchMetrics metrics;
    private final Connections connections;

    Watching(ChangeLog log, Watch.Source source, WatchOptions options, WatchMetrics metrics) {
        this.log = log;
        this.source = source;
        this.options = options;
        this.metrics = metrics;
        this.connections = new Connections(options, metrics);
    }

    /** The connections, for those who count them or send them away. */
    public Connections connections() {
        return connections;
    }

    WatchContext onLoop(Vertx vertx) {
        return new WatchContext(
                vertx,
                source,
                log,
                options,
                metrics,
                connections,
                new Heartbeats(vertx, options.heartbeat()),
                new SharedBuffers());
    }
}
