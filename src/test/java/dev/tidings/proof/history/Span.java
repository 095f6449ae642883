package dev.tidings.proof.history;

import java.util.Locale;

/**
 * Who did it, at which node, and when: monotonic nanoseconds of one clock for all clients. What it did took effect, if it
 * did, at some moment from {@code invoked} to {@code returned}; where the outcome is unknown, at any moment after
 * {@code invoked}.
 */
public record Span(String client, String node, long invoked, long returned) {

    static String time(long nanos) {
        return String.format(Locale.ROOT, "%.3fms", nanos / 1e6);
    }

    @Override
    public String toString() {
        return client + " at " + node + " [" + time(invoked) + ", " + time(returned) + "]";
    }
}
