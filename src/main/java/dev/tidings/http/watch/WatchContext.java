package dev.tidings.http.watch;

import dev.tidings.feed.Subscriptions;
import dev.tidings.http.wire.Heartbeats;
import dev.tidings.resource.Catalogue;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/**
 * What the connections of one event loop share.
 *
 * @param subscriptions makes subscriptions
 * @param log tells whether a request can be served before it is upgraded
 */
record WatchContext(
        Vertx vertx,
        Subscriptions subscriptions,
        ChangeLog log,
        Catalogue catalogue,
        WatchOptions options,
        WatchMetrics metrics,
        Connections connections,
        Heartbeats heartbeats,
        SharedBuffers buffers) {

    String epoch() {
        return log.epoch();
    }

    long heartbeatMillis() {
        return options.heartbeat().toMillis();
    }
}
