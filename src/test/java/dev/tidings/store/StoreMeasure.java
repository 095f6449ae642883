package dev.tidings.store;

import static dev.tidings.store.Stores.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.tidings.store.ListQuery.SortKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Measures the store alone, by hand: how many creates of 250 bytes it commits in a second with so many writers, with what
 * CPU, and how long a sorted page of 10,000 resources takes. Arguments: the store's URL, or
 * {@code postgresql} for a server of its own; writers; seconds.
 */
final class StoreMeasure {

    private static final String DOCUMENT = "{\"text\":\"" + "x".repeat(210) + "\",\"n\":";
    private static final int SORTED = 10_000;

    private final LongAdder writes = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final AtomicBoolean done = new AtomicBoolean();
    private final JdbcStore store;

    private StoreMeasure(Vertx vertx, String url) {
        store = await(JdbcStore.open(vertx, StoreOptions.of(url).withListener((batches, count, nanos) -> {
            commits.increment();
            writes.add(count);
        })));
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        boolean own = args[0].equals("postgresql");
        try (PostgresServer server = own ? PostgresServer.start("fsync=on", "synchronous_commit=on") : null) {
            run(vertx, own ? server.database().url() : args[0], args);
        }
        await(vertx.close());
    }

    private static void run(Vertx vertx, String url, String... args) throws InterruptedException {
        StoreMeasure measure = new StoreMeasure(vertx, url);
        measure.writes(vertx, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        measure.sorting();
        await(measure.store.close());
    }

    private void writes(Vertx vertx, int writers, int seconds) throws InterruptedException {
        Context[] loops = {vertx.getOrCreateContext(), vertx.getOrCreateContext()};
        for (int i = 0; i < writers; i++) {
            loops[i % loops.length].runOnContext(go -> write(0));
        }
        for (int i = 0; i < seconds; i++) {
            long before = writes.sum();
            long transactions = commits.sum();
            long cpu = cpuNanos();
            Thread.sleep(1_000);
            long made = writes.sum() - before;
            System.out.printf(
                    "%d writes/s, %.1f a transaction, %.1f us CPU a write%n",
                    made, (double) made / (commits.sum() - transactions), (cpuNanos() - cpu) / 1e3 / made);
        }
        done.set(true);
    }

    private void write(int n) {
        if (!done.get()) {
            String id = UuidCreator.getTimeOrderedEpoch().toString();
            store.write(Stores.request(Stores.put("orders", id, DOCUMENT + n + "}")))
                    .onSuccess(written -> write(n + 1))
                    .onFailure(Throwable::printStackTrace);
        }
    }

    private void sorting() {
        for (int i = 0; i < SORTED; i += 500) {
            int from = i;
            await(store.write(Stores.request(IntStream.range(from, from + 500)
                    .mapToObj(n -> Stores.put("sorted", "r" + n, DOCUMENT + n * 7919 % SORTED + "}"))
                    .toArray(WriteRequest.Operation[]::new))));
        }
        ListQuery query = new ListQuery("sorted", 100, null, List.of(new SortKey(List.of("n"), true)), false);
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            await(store.list(query));
            System.out.printf("a sorted page of %d resources: %.1f ms%n", SORTED, (System.nanoTime() - began) / 1e6);
        }
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
