package dev.tidings.store;

/**
 * The steps of a copy, each committed before the next begins. Wherever it breaks off, at most one of the two stores can be
 * opened by a server under the old epoch, and the same copy can be run again.
 */
public enum CopyStep {
    /** The target is empty, and closed to servers. */
    RESERVED,
    /** All rows are in the target, which is still closed. */
    FILLED,
    /** The source is marked as moved, and closed for good; only where it is moved. */
    LEFT,
    /** The target is open. */
    RELEASED
}
