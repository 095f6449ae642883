package dev.tidings.store;

import static dev.tidings.store.Stores.await;

import dev.tidings.model.Change;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A store under test, with a clock that stands still and a listener that remembers. */
final class TestStore implements AutoCloseable {

    /** Opens a store in an empty folder, or again in one that was used before. */
    @FunctionalInterface
    interface Factory {
        TestStore open(Path folder, UnaryOperator<StoreOptions> settings);
    }

    static final int ANY_WEIGHT = 1 << 20;

    final AtomicLong now = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    final List<CommittedBatch> committed = new CopyOnWriteArrayList<>();
    final JdbcStore store;
    private final Vertx vertx = Vertx.vertx();

    private TestStore(StoreOptions options, UnaryOperator<StoreOptions> settings) {
        store = await(JdbcStore.open(
                        vertx,
                        settings.apply(options.withClock(() -> Instant.ofEpochMilli(now.get()))
                                .withListener((batches, writes, nanos) -> committed.addAll(batches))))
                .onFailure(refused -> vertx.close()));
    }

    static TestStore sqlite(Path folder, UnaryOperator<StoreOptions> settings) {
        return at("sqlite:" + folder.resolve("data/tidings.db"), settings);
    }

    static TestStore at(String url, UnaryOperator<StoreOptions> settings) {
        return new TestStore(StoreOptions.of(url), settings);
    }

    Vertx vertx() {
        return vertx;
    }

    Applied write(WriteRequest.Operation operation) {
        return Stores.results(await(store.write(Stores.request(operation)))).get(0);
    }

    /** Makes resources r0, r1 … with an empty document, each in a transaction of its own. */
    void writeMany(String collection, int count) {
        for (int i = 0; i < count; i++) {
            write(Stores.put(collection, "r" + i, "{}"));
        }
    }

    List<Change> changes(String collection) {
        return await(store.changes(collection, 0, Long.MAX_VALUE, ANY_WEIGHT)).changes();
    }

    @Override
    public void close() {
        await(store.close().eventually(vertx::close));
    }
}
