package dev.tidings.http;

import dev.tidings.feed.LiveSubscription;
import dev.tidings.feed.Subscriber;
import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.feed.Tail;
import dev.tidings.feed.ViewKey;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * One subscription of a connection: a consumer of its view's tails on the event bus, registered for as long as the
 * connection lives, and the cursor that they move. On the connection's event loop.
 */
final class Watch {

    private final LiveSubscription subscription;
    private final MessageConsumer<Tail> consumer;
    private final Future<Void> begun;

    /** Registers the consumer, then joins the view and begins; the subscriber is told on the caller's event loop. */
    Watch(WatchContext context, ViewKey view, SubscriptionSpec spec, Subscriber subscriber) {
        subscription = new LiveSubscription(context.door(), view, spec, subscriber);
        consumer = context.vertx().eventBus().localConsumer(view.address(), tail -> subscription.offer(tail.body()));
        begun = consumer.completion().compose(registered -> subscription.begin());
    }

    /** Completes once the subscriber was told where it begins; fails where it could not begin. */
    Future<Void> begun() {
        return begun;
    }

    /** The peer's queue has room again. */
    void drained() {
        subscription.drained();
    }

    /** A heartbeat has passed. */
    void tick() {
        subscription.tick();
    }

    /** The connection is gone, or wants no more; may be called more than once. */
    void close() {
        consumer.unregister();
        subscription.close();
    }
}
