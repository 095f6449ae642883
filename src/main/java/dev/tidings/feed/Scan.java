package dev.tidings.feed;

/**
 * A walk through the resources by revision.
 *
 * @param upTo rows with a higher revision are not read: they are met in the log
 * @param snapshot whether the rows are told as the present state; else as what changed since
 * @param tombstones whether what was deleted is told too; not to a reader that begins with nothing
 */
record Scan(long upTo, boolean snapshot, boolean tombstones) {}
