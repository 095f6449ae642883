package dev.tidings.proof.history;

/** What the fake server gets wrong, once in a run. */
enum Bug {
    /** An acknowledged write is not in the log. */
    LOST_WRITE,
    /** A write is refused with 503, and applied. */
    REFUSED_APPLIED,
    /** A write of unknown outcome is applied twice. */
    APPLIED_TWICE,
    /** A revision is left out. */
    GAP_IN_LOG,
    /** A batch is applied to one of its collections alone. */
    HALF_BATCH,
    /** A conditional write is applied though the resource is of another version. */
    IGNORED_TAG,
    /** A conditional write is refused though the resource is of that version. */
    WRONG_412,
    /** A receipt is of another epoch. */
    MIXED_EPOCH,
    /** A node answers with a version that was overwritten before it was asked. */
    STALE_READ,
    /** A node says of a resource that it is not there, which it long was. */
    STALE_404,
    /** A list leaves out a resource. */
    LIST_MISSES_ONE,
    /** A node tells another change in a page than the others. */
    NODES_DIFFER,
    /** A position that the log reaches back to is answered with 410. */
    WRONG_410,
    /** A stream misses a change. */
    MISSED_FRAME,
    /** A stream tells a change twice. */
    REPEATED_FRAME,
    /** A stream tells two changes in the wrong order. */
    SWAPPED_FRAMES,
    /** A bookmark runs ahead of what was sent, which comes after it. */
    EARLY_BOOKMARK,
    /** A stream that goes on begins one change too late. */
    RESUME_SKIPS_ONE,
    /** {@code synced} comes before the head that was told. */
    EARLY_SYNCED,
    /** A change by which a resource leaves a filter is not told. */
    UNTOLD_LEFT,
    /** A change by which a resource comes into a filter is told as an update. */
    ENTERED_AS_UPDATE,
    /** A change is told to a stream before it is committed. */
    TOLD_TOO_SOON
}
