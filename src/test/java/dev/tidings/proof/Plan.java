package dev.tidings.proof;

/**
 * How much a workload does.
 *
 * @param sessions how often each watcher is cut off, before it comes to stay
 * @param pauseMillis the longest pause of a writer or reader
 */
public record Plan(int writers, int readers, int watchers, int sessions, int pauseMillis) {

    /** Enough of everything to meet a fault, for two cores. */
    public static Plan small() {
        return new Plan(8, 2, 24, 2, 5);
    }

    public Plan withWatchers(int count, int cutOff) {
        return new Plan(writers, readers, count, cutOff, pauseMillis);
    }

    public Plan withPauses(int longestMillis) {
        return new Plan(writers, readers, watchers, sessions, longestMillis);
    }
}
