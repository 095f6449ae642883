package dev.tidings.feed;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/** Makes the subscriptions of a node. Stateless, safe for any thread. */
public final class Subscriptions {

    private final Vertx vertx;
    private final Feed feed;
    private final ChangeLog log;
    private final FeedMetrics metrics;

    public Subscriptions(Vertx vertx, Feed feed, ChangeLog log, FeedMetrics metrics) {
        this.vertx = vertx;
        this.feed = feed;
        this.log = log;
        this.metrics = metrics;
    }

    /** A subscription of this peer, still to be opened. */
    public SubscriptionDriver of(ViewKey view, SubscriptionSpec spec, Subscriber peer) {
        return new SubscriptionDriver(vertx, feed, log, metrics, view, spec, peer);
    }
}
