package dev.tidings.http.watch;

import java.time.Duration;

/**
 * How connections are sent away: so many in each step, and so long between two steps.
 *
 * @param each at least 1
 * @param pauseMillis at least 1
 */
record DrainPace(int each, long pauseMillis) {

    /** Less is not worth a timer. */
    private static final long SHORTEST = 20;

    /** The last of a few need not wait for long, however much time there is. */
    private static final long LONGEST = 500;

    /** Evenly over this time, or over less of it where there are only a few. */
    static DrainPace of(int connections, Duration time) {
        long millis = Math.max(1, time.toMillis());
        long shortest = Math.max(1, millis / SHORTEST);
        long each = Math.max(1, (connections + shortest - 1) / shortest);
        long pause = millis * each / Math.max(1, connections);
        return new DrainPace((int) each, Math.max(SHORTEST, Math.min(LONGEST, pause)));
    }
}
