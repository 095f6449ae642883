package dev.tidings.store;

import java.time.Duration;

/**
 * How much of a collection's history is kept, whichever bound is reached first.
 *
 * @param age of the log's changes
 * @param changes how many the log holds
 * @param bytes how large the log's documents may be together, in UTF-8
 * @param tombstones the age of tombstones
 */
public record RetentionPolicy(Duration age, long changes, long bytes, Duration tombstones) {

    public static final RetentionPolicy DEFAULT =
            new RetentionPolicy(Duration.ofDays(7), 1_000_000, 4L << 30, Duration.ofDays(90));
}
