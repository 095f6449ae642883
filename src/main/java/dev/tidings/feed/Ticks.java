package dev.tidings.feed;

import java.util.concurrent.TimeUnit;

/**
 * Finds out by a timer's lateness that this process stood still: stopped, swapped out, or long at its garbage. What was
 * asked for before is then of another time, and much may have been missed.
 */
final class Ticks {

    static final long PAUSE_MILLIS = 1000;

    private final long mostNanos;
    private long last;

    /** For a timer with this period; now is when it was started. */
    Ticks(long periodMillis, long now) {
        this.mostNanos = TimeUnit.MILLISECONDS.toNanos(periodMillis + PAUSE_MILLIS);
        this.last = now;
    }

    /** The timer ticks at this {@link System#nanoTime}; true where it should have done so much earlier. */
    boolean isLate(long now) {
        boolean late = now - last > mostNanos;
        last = now;
        return late;
    }
}
