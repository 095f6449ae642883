package dev.tidings.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;

/**
 * The door from a connection to the feed of this node. Called on any event loop; futures complete on the caller's
 * context. Whoever joins first registers a consumer on the view's {@link ViewKey#address address} and waits for its
 * completion: then nothing published in between is missed.
 */
public interface Feed {

    /**
     * Tells of an event loop that has connections: its broadcasts are paced by how fast it works them off. Once for each,
     * before its first join.
     */
    void addLoop(Context loop);

    /** Joins a view, which is made where there is none; the answer is its newest tail. */
    Future<Tail> join(ViewKey view);

    /** Leaves a view: once for each join, also for one whose answer is still to come. */
    void leave(ViewKey view);

    /** The frames of a view that follow the cursor in the log: one page, shared by all who ask for it. */
    Future<FramePage> page(ViewKey view, long cursor);
}
