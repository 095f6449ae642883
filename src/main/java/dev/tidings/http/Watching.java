package dev.tidings.http;

import dev.tidings.feed.FeedDoor;
import dev.tidings.resource.Catalogue;
import io.vertx.core.Vertx;

/** What all watchers of this node share, whatever event loop they are on. */
public final class Watching {

    private final FeedDoor door;
    private final WatchOptions options;
    private final WatchMetrics metrics;
    private final Connections connections;

    public Watching(FeedDoor door, WatchOptions options, WatchMetrics metrics) {
        this.door = door;
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
        door.feed().addLoop(vertx.getOrCreateContext());
        return new WatchContext(
                vertx,
                door,
                catalogue,
                options,
                metrics,
                connections,
                new Heartbeats(vertx, options.heartbeat()),
                new SharedBuffers());
    }
}
