package dev.tidings.feed;

import dev.tidings.model.ChangeKind;

/** What the feed counts. Called on the feed's loop, on connections' loops and, for changes, on the store's thread. */
public interface FeedMetrics {

    /** Counts nothing. */
    FeedMetrics NONE = new FeedMetrics() {};

    /** Why a subscription reads from the store. */
    enum CatchUp {
        /** It began with the present state. */
        SNAPSHOT,
        /** It began at an earlier revision. */
        RESUME,
        /** Its peer took too long to read what was sent. */
        SLOW,
        /** It lagged behind its view for no reason of its own. */
        BEHIND
    }

    /** A change was committed by this node. */
    default void change(ChangeKind kind) {}

    /** A subscription starts to catch up. */
    default void catchUp(CatchUp reason) {}

    /** The bus left something out for so long that the log was asked. */
    default void gap() {}

    /** A subscription that was live cannot go on from its view's tail. This should never happen. */
    default void behind() {}

    /** Frames were handed to a live subscriber; the oldest was committed at this {@link System#nanoTime}. */
    default void delivered(int frames, long committedAt) {}

    /** How many views this node has now. */
    default void views(int count) {}

    /** How many collections this node listens to now. */
    default void collections(int count) {}
}
