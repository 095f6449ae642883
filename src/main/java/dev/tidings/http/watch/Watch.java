package dev.tidings.http.watch;

import dev.tidings.feed.Subscriber;
import dev.tidings.feed.SubscriptionDriver;
import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.feed.Tail;
import dev.tidings.feed.ViewKey;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.TimeUnit;

/**
 * One subscription of a connection: a consumer of its view's tails on the event bus, registered for as long as the
 * connection lives, and the cursor that they move. On the connection's event loop.
 */
final class Watch {

    private final SubscriptionDriver subscription;
    private final MessageConsumer<Tail> consumer;
    private final long heartbeatMillis;

    Watch(WatchContext context, ViewKey view, SubscriptionSpec spec, Subscriber subscriber) {
        heartbeatMillis = context.heartbeatMillis();
        subscription = context.subscriptions().of(view, spec, subscriber);
        consumer = context.vertx().eventBus().localConsumer(view.address());
    }

    /** Registers the consumer, then joins the view; where the store is away meanwhile, once it is back. */
    void begin() {
        registered().onSuccess(there -> subscription.open());
    }

    /** The same, at once or not at all. Completes once the subscriber was told where it begins, or why not. */
    Future<Void> tryToBegin() {
        return registered().compose(there -> subscription.tryOpen());
    }

    private Future<Void> registered() {
        consumer.handler(tail -> subscription.offer(tail.body()));
        return consumer.completion();
    }

    /** The peer's queue has room again. */
    void drained() {
        subscription.drained();
    }

    /** Some time has passed, less than a heartbeat. */
    void tick() {
        subscription.tick(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), heartbeatMillis);
    }

    /** The connection is gone, or wants no more; may be called more than once. */
    void close() {
        consumer.unregister();
        subscription.close();
    }
}
