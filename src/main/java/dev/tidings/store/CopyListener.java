package dev.tidings.store;

/** Hears how a copy gets on, on the thread that makes it; what it throws breaks the copy off. */
public interface CopyListener {

    CopyListener NONE = new CopyListener() {};

    /** Called first: how many rows there are to copy. */
    default void total(long rows) {}

    /** The next rows are of this part. */
    default void begins(CopyPart part) {}

    /** One more row is on its way. */
    default void row() {}

    /** A step is done and committed. */
    default void reached(CopyStep step) {}
}
