package dev.tidings.feed;

import dev.tidings.metrics.CatchUp;
import dev.tidings.model.ChangeKind;

/** What the feed counts. Called on the feed's loop, on connections' loops and, for changes, on the store's thread. */
public interface FeedMetrics {

    /** Counts nothing. */
    FeedMetrics NONE = new FeedMetrics() {};

    /** A change was committed by this node. */
    default void change(ChangeKind kind) {}

    /** A subscription starts to catch up. */
    default void catchUp(CatchUp reason) {}

    /** A page of the log is read, for one subscriber or for all who wait for the same one. */
    default void logPage() {}

    /** The bus left something out for so long that the log was asked. */
    default void gap() {}

    /** A subscription that was live missed a tail of its view. This should never happen. */
    default void behind() {}

    /** Frames were handed to a live subscriber; the oldest was committed at this {@link System#nanoTime}. */
    default void delivered(int frames, long committedAt) {}

    /** A message of the bus was dropped since it cannot be believed. */
    default void rejected(String why) {}

    /** How many views this node has now. */
    default void views(int count) {}

    /** How many collections this node listens to now. */
    default void collections(int count) {}
}
