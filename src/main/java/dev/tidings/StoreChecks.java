package dev.tidings;

import dev.tidings.metrics.Metrics;
import dev.tidings.store.JdbcStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Asks the store how it is, so that the metric is true also where nobody ever asks {@code /health}. */
final class StoreChecks {

    private static final long PERIOD_MILLIS = 5_000;

    private final Vertx vertx;
    private final JdbcStore store;
    private final Metrics metrics;
    private long timer;
    private boolean asking;

    StoreChecks(Vertx vertx, JdbcStore store, Metrics metrics) {
        this.vertx = vertx;
        this.store = store;
        this.metrics = metrics;
    }

    /** Asks at once and from then on. A store that is away by now stops no start. */
    Future<Void> start() {
        timer = vertx.setPeriodic(PERIOD_MILLIS, tick -> askUnlessAsking());
        return ask().otherwiseEmpty();
    }

    Future<Void> stop() {
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    /** After the process stood still the timer fires once for each period that it missed. */
    private void askUnlessAsking() {
        if (!asking) {
            asking = true;
            ask().onComplete(asked -> asking = false);
        }
    }

    /** Fails where the store is away. */
    Future<Void> ask() {
        return store.check().onComplete(asked -> metrics.storeUp(asked.succeeded()));
    }
}
