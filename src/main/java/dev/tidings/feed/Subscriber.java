package dev.tidings.feed;

import dev.tidings.model.TidingsException;

/**
 * What a transport does for a {@link Subscription}. All calls come on the connection's own event loop; none of them
 * blocks, throws or calls back into the subscription before it returns.
 */
public interface Subscriber {

    /** Whether the peer's queue is full: nothing more is handed over then until the transport says that it has drained. */
    boolean isFull();

    /** Sends these frames, in order, in as few writes as can be, with one flush. */
    void frames(Slice slice);

    /** Tells where the subscription begins, and of which history all its revisions are; the first call of all. */
    void subscribed(String epoch, long revision, long head, boolean reset);

    /** Tells that all up to here was sent. */
    void synced(long revision);

    /** Tells a place to go on from. */
    void bookmark(long revision);

    /** The subscription is over and its peer is told why; the last call of all. */
    void end(TidingsException reason);
}
