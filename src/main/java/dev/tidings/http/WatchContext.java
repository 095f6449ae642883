package dev.tidings.http;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/**
 * What the connections of one event loop share.
 *
 * @param source starts subscriptions
 * @param log tells whether a request can be served before it is upgraded
 */
record WatchContext(
        Vertx vertx,
        Watch.Source source,
        ChangeLog log,
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
