package dev.tidings.proof;

import java.time.Duration;

/**
 * How much a workload does.
 *
 * @param sessions how often each watcher is cut off, before it comes to stay
 * @param pauseMillis the longest pause of a writer or reader
 * @param patience how long one waits for an answer
 * @param behindProxy whether writers and readers go only to nodes that are ready, as a proxy sees to it
 */
public record Plan(
        int writers, int readers, int watchers, int sessions, int pauseMillis, Duration patience, boolean behindProxy) {

    /** Enough of everything to meet a fault, for two cores. */
    public static Plan small() {
        return new Plan(8, 2, 24, 2, 5, Duration.ofSeconds(60), false);
    }

    public Plan withWatchers(int count, int cutOff) {
        return new Plan(writers, readers, count, cutOff, pauseMillis, patience, behindProxy);
    }

    public Plan withPauses(int longestMillis) {
        return new Plan(writers, readers, watchers, sessions, longestMillis, patience, behindProxy);
    }

    public Plan withReaders(int count) {
        return new Plan(writers, count, watchers, sessions, pauseMillis, patience, behindProxy);
    }

    /** With clients that soon give up a node that does not answer, and go to another. */
    public Plan withPatience(Duration longest) {
        return new Plan(writers, readers, watchers, sessions, pauseMillis, longest, behindProxy);
    }

    /** With writers and readers that reach the nodes through a proxy. */
    public Plan throughProxy() {
        return new Plan(writers, readers, watchers, sessions, pauseMillis, patience, true);
    }
}
