package dev.tidings.proof;

import java.io.IOException;

/** How many a server thinks are there. */
record Gauges(long connections, long subscriptions) {

    static Gauges of(Endpoint server) {
        try {
            Metrics metrics = Metrics.of(server);
            return new Gauges(
                    Math.round(metrics.sum("tidings_connections")), Math.round(metrics.sum("tidings_subscriptions")));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    Gauges plus(long more) {
        return new Gauges(connections + more, subscriptions + more);
    }
}
