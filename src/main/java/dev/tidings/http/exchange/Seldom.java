package dev.tidings.http.exchange;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Thins out what would be said for every request of a flood: something is told at most once in a pause, with how much was
 * passed over since. Safe for any thread.
 */
final class Seldom {

    private final long pause;
    private final LongSupplier nanos;
    private final AtomicLong due;
    private final AtomicLong passedOver = new AtomicLong();

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    Seldom(Duration pause, LongSupplier nanos) {
        this.pause = pause.toNanos();
        this.nanos = nanos;
        this.due = new AtomicLong(nanos.getAsLong());
    }

    /** How many were passed over since the last that was told; empty where this one is to be passed over too. */
    OptionalLong next() {
        long now = nanos.getAsLong();
        long at = due.get();
        if (now - at >= 0 && due.compareAndSet(at, now + pause)) {
            return OptionalLong.of(passedOver.getAndSet(0));
        }
        passedOver.incrementAndGet();
        return OptionalLong.empty();
    }
}
