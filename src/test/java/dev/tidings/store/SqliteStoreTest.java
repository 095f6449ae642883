package dev.tidings.store;

import static dev.tidings.store.Stores.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    private static Vertx vertx;

    private final List<CommittedBatch> committed = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private JdbcStore store;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        await(vertx.close());
    }

    @BeforeEach
    void open() {
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        store = await(JdbcStore.open(
                vertx,
                StoreOptions.of(folder.resolve("data/tidings.db"))
                        .withClock(clock)
                        .withMaxCollections(3)
                        .withListener((batches, writes, nanos) -> committed.addAll(batches))));
    }

    @AfterEach
    void close() {
        await(store.close());
    }

    @Override
    ResourceStore store() {
        return store;
    }

    @Override
    ChangeLog log() {
        return store;
    }

    @Override
    List<CommittedBatch> committed() {
        return committed;
    }
}
