package dev.tidings.http.wire;

import java.util.function.LongSupplier;

/** How many frames a client sent in the running second: a flood ends a socket before its answers fill the memory. */
final class FrameRate {

    private static final long SECOND = 1_000_000_000L;

    private final int limit;
    private final LongSupplier nanoTime;
    private long since;
    private int count;

    FrameRate(int limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Counts one more; false where it is one too many. */
    boolean admits() {
        long now = nanoTime.getAsLong();
        if (now - since >= SECOND) {
            since = now;
            count = 0;
        }
        return ++count <= limit;
    }
}
