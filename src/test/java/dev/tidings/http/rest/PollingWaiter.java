package dev.tidings.http.rest;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;

/** Waits for changes by looking again and again. */
record PollingWaiter(Vertx vertx, ChangeLog log) implements ChangeWaiter {

    private static final int EVERY_MILLIS = 5;

    @Override
    public Future<Void> next(String collection, long after, Duration max) {
        return look(collection, after, System.nanoTime() + max.toNanos());
    }

    private Future<Void> look(String collection, long after, long deadline) {
        return log.heads(Set.of(collection)).compose(heads -> {
            boolean over = heads.of(collection) > after || System.nanoTime() >= deadline;
            return over
                    ? Future.succeededFuture()
                    : vertx.timer(EVERY_MILLIS).compose(fired -> look(collection, after, deadline));
        });
    }
}
