package dev.tidings.feed;

import dev.tidings.store.CommittedBatch;
import io.vertx.core.Context;
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

    private static final DeliveryOptions ON_THIS_NODE = new DeliveryOptions().setLocalOnly(true);

    private final EventBus bus;
    private final FeedMetrics metrics;
    private final boolean clustered;
    private final Context loop;

    /** The bus of a node on its own. */
    public ChangeBus(Vertx vertx, FeedMetrics metrics) {
        this(vertx, metrics, Seal.NONE);
    }

    /** The bus of a node that may have others beside it, which know the same seal. */
    public ChangeBus(Vertx vertx, FeedMetrics metrics, Seal seal) {
        this.bus = vertx.eventBus();
        this.metrics = metrics;
        this.clustered = vertx.isClustered();
        this.loop = vertx.getOrCreateContext();
        bus.registerDefaultCodec(Parcel.class, new ParcelCodec(new BatchFormat(seal)));
    }

    /**
     * Tells all nodes that watch the collection. Only to be called once the batch is committed.
     *
     * <p>This node is told first and by itself, since to find the others the cluster may have to be asked, which can take
     * its time when a node is gone. They are told from an event loop, so that the store's writer does not wait for
     * signatures. That this node then hears it twice costs it a comparison.
     */
    public void publish(CommittedBatch batch) {
        batch.changes().forEach(change -> metrics.change(change.kind()));
        String address = address(batch.collection());
        Parcel parcel = new Parcel(batch);
        bus.publish(address, parcel, ON_THIS_NODE);
        if (clustered) {
            loop.runOnContext(turn -> bus.publish(address, parcel));
        }
    }

    static String address(String collection) {
        return "changes/" + collection;
    }
}
