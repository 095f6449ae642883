package dev.tidings.http.rest;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Fires once when nothing made progress for some time. Used on one event loop only. */
final class StallTimer {

    private final Vertx vertx;
    private final long nanos;
    private final Runnable stalled;
    private long lastProgress = System.nanoTime();
    private long timer;

    StallTimer(Vertx vertx, Duration patience, Runnable stalled) {
        this.vertx = vertx;
        this.nanos = patience.toNanos();
        this.stalled = stalled;
        arm(nanos);
    }

    /** Something moved. One timer runs on and looks back, for this is called for each bit of a body. */
    void progress() {
        lastProgress = System.nanoTime();
    }

    /** Begins anew after it has fired. */
    void restart() {
        progress();
        arm(nanos);
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void arm(long inNanos) {
        timer = vertx.setTimer(Math.max(1, Duration.ofNanos(inNanos).toMillis()), fired -> look());
    }

    private void look() {
        long left = nanos - (System.nanoTime() - lastProgress);
        if (left > 0) {
            arm(left);
        } else {
            stalled.run();
        }
    }
}
