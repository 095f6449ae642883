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

    Watch(WatchContext context, ViewKey view, SubscriptionSpec spec, Subscriber subscriber) {
        subscription = new LiveSubscription(context.door(), view, spec, subscriber);
        consumer = context.vertx().eventBus().localConsumer(view.address());
    }

    /**
     * Registers the consumer, then joins the view. Completes once the subscriber was told where it begins, or why it
     * cannot; fails where neither could be found out.
     */
    Future<Void> begin() {
        consumer.handler(tail -> subscription.offer(tail.body()));
        return consumer.completion().compose(registered -> subscription.begin());
    }

    /** The peer's queue has room again. */
    void drained() {
        subscription.drained();
    }

    /** Some time has passed, less than a heartbeat. */
    void tick() {
        subscription.tick();
    }

    /** The connection is gone, or wants no more; may be called more than once. */
    void close() {
        consumer.unregister();
        subscription.close();
    }
}
