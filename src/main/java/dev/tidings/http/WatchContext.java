package dev.tidings.http;

import dev.tidings.feed.FeedDoor;
import dev.tidings.resource.Catalogue;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/**
 * What the connections of one event loop share.
 *
 * @param door what subscriptions read from
 */
record WatchContext(
        Vertx vertx,
        FeedDoor door,
        Catalogue catalogue,
        WatchOptions options,
        WatchMetrics metrics,
        Connections connections,
        Heartbeats heartbeats,
        SharedBuffers buffers) {

    ChangeLog log() {
        return door.log();
    }

    String epoch() {
        return door.log().epoch();
    }

    long heartbeatMillis() {
        return options.heartbeat().toMillis();
    }
}
