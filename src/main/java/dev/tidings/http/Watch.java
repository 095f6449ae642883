package dev.tidings.http;

import dev.tidings.feed.Subscriber;
import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.feed.ViewKey;
import io.vertx.core.Future;

/** A subscription as its transport drives it, on the connection's event loop. */
interface Watch {

    /** Starts subscriptions. */
    interface Source {

        /** Joins the view and begins; the subscriber is told on the caller's event loop. */
        Watch open(ViewKey view, SubscriptionSpec spec, Subscriber subscriber);
    }

    /** Completes once the subscriber was told where it begins; fails where it could not begin, and then it is closed. */
    Future<Void> begun();

    /** The peer's queue has room again. */
    void drained();

    /** A heartbeat has passed. */
    void tick();

    /** Nothing more is wanted. */
    void close();
}
