package dev.tidings.feed;

import dev.tidings.store.CommittedBatch;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

/**
 * Publishes what was committed on the event bus, one address a collection. A hint and no more: what is lost on the way is
 * found in the log.
 *
 * <p>One for each Vert.x. {@link #publish} may be called from any thread; batches that one thread publishes arrive in that
 * order.
 */
public final class ChangeBus {

    private static final DeliveryOptions OPTIONS = new DeliveryOptions().setLocalOnly(true);

    private final EventBus bus;
    private final FeedMetrics metrics;

    public ChangeBus(Vertx vertx, FeedMetrics metrics) {
        this.bus = vertx.eventBus();
        this.metrics = metrics;
        bus.registerDefaultCodec(CommittedBatch.class, new IdentityCodec<>("committed-batch"));
    }

    /** Tells all nodes that watch the collection. Only to be called once the batch is committed. */
    public void publish(CommittedBatch batch) {
        batch.changes().forEach(change -> metrics.change(change.kind()));
        bus.publish(address(batch.collection()), batch, OPTIONS);
    }

    static String address(String collection) {
        return "changes/" + collection;
    }
}
