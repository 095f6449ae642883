package dev.tidings.feed;

import java.util.concurrent.TimeUnit;

/**
 * Brings the moment of a commit from one machine to another. {@link System#nanoTime} means nothing there, so it travels by
 * the clocks of the wall, which may differ: the figure that is made of it is as good as they are.
 */
record CommitTime(long nanos, long millis) {

    /** A message that claims to be older is from a machine with another time, or tells nothing of the bus. */
    static final long OLDEST_MILLIS = 60_000;

    /** The moment that is now on this machine. */
    static CommitTime now() {
        return new CommitTime(System.nanoTime(), System.currentTimeMillis());
    }

    /** A commit's time of {@link System#nanoTime} as milliseconds since the epoch; 0 stays 0, for unknown. */
    long toWall(long committedAt) {
        return committedAt == 0 ? 0 : millis - TimeUnit.NANOSECONDS.toMillis(nanos - committedAt);
    }

    /** The way back, on another machine: never later than now, and 0 where it cannot be told. */
    long fromWall(long wall) {
        long age = millis - wall;
        if (wall == 0 || age > OLDEST_MILLIS || age < -OLDEST_MILLIS) {
            return 0;
        }
        return nanos - TimeUnit.MILLISECONDS.toNanos(Math.max(0, age));
    }
}
