package dev.tidings.http.watch;

import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Limit;
import dev.tidings.metrics.Transport;

/** What is counted of watching. Called on the connections' event loops; must not block. */
public interface WatchMetrics {

    /** Counts nothing. */
    WatchMetrics NONE = new WatchMetrics() {};

    default void connected(Transport transport) {}

    default void disconnected(Transport transport, CloseReason reason) {}

    default void subscribed() {}

    default void unsubscribed() {}

    /** A limit was reached. */
    default void refused(Limit limit) {}

    /** Frames of resources went out in one write. */
    default void sent(Transport transport, int frames) {}
}
