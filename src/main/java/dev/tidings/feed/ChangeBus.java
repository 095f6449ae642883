package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.store.CommitListener;
import dev.tidings.store.CommittedBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.function.Consumer;

/**
 * Committed changes on the event bus: a batch a message, an address a collection. It makes delivery fast and promises
 * nothing: a message may be lost, and whoever consumes them goes by the log.
 *
 * <p>Hears of commits on the store's thread, in commit order, and publishes in that order.
 */
public final class ChangeBus implements CommitListener {

    private static final LocalCodec<CommittedBatch> CODEC = new LocalCodec<>("tidings-batch");
    private static final DeliveryOptions OPTIONS = new DeliveryOptions().setCodecName(CODEC.name());

    private final EventBus bus;
    private final FeedMetrics metrics;

    /** The bus of a node; one for each Vert.x instance. */
    public ChangeBus(Vertx vertx, FeedMetrics metrics) {
        this.bus = vertx.eventBus().registerCodec(CODEC);
        this.metrics = metrics;
    }

    @Override
    public void committed(List<CommittedBatch> batches, int writes, long nanos) {
        for (CommittedBatch batch : batches) {
            publish(batch);
            for (Change change : batch.changes()) {
                metrics.change(change.kind());
            }
        }
    }

    private void publish(CommittedBatch batch) {
        bus.publish(address(batch.collection()), batch, OPTIONS);
    }

    /** Starts to consume the batches of a collection, on the current event loop. */
    Subscribed subscribe(String collection, Consumer<CommittedBatch> handler) {
        MessageConsumer<CommittedBatch> consumer =
                bus.consumer(address(collection), message -> handler.accept(message.body()));
        return new Subscribed(consumer);
    }

    private static String address(String collection) {
        return "changes/" + collection;
    }

    /** A consumer of the bus. */
    record Subscribed(MessageConsumer<CommittedBatch> consumer) {

        /** Completes when whatever is published from now on is heard. */
        Future<Void> completion() {
            return consumer.completion();
        }

        Future<Void> end() {
            return consumer.unregister();
        }
    }
}
