package dev.tidings.settings;

import java.time.Duration;

/**
 * How much of a collection's log is kept; whichever bound is reached first counts.
 *
 * @param age of a change
 * @param changes how many
 * @param size in bytes
 * @param tombstones how long it is known that a resource was deleted
 */
public record RetentionSettings(Duration age, long changes, long size, Duration tombstones) {}
