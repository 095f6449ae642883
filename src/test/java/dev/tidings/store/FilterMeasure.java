package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.request;

import dev.tidings.filter.Filter;
import dev.tidings.store.ListQuery.SortKey;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures filtered lists, by hand: 100,000 resources of 250 bytes, with and without indexes, and what an index costs
 * writes. Argument: a folder.
 */
final class FilterMeasure {

    private static final int RESOURCES = 100_000;
    private static final int BATCH = 1_000;
    private static final String TEXT = "x".repeat(170);

    private final JdbcStore store;

    private FilterMeasure(JdbcStore store) {
        this.store = store;
    }

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (List<List<String>> paths : List.of(
                List.<List<String>>of(), List.of(List.of("status")), List.of(List.of("status"), List.of("n")))) {
            StoreOptions options = StoreOptions.of(folder.resolve("filters" + paths.size() + ".db"))
                    .withIndexes(Map.of("orders", paths));
            JdbcStore store = await(JdbcStore.open(vertx, options));
            System.out.println("indexes: " + paths);
            new FilterMeasure(store).run();
            await(store.close());
        }
        await(vertx.close());
    }

    private void run() {
        long start = System.nanoTime();
        for (int from = 0; from < RESOURCES; from += BATCH) {
            await(store.write(request(IntStream.range(from, from + BATCH)
                    .mapToObj(i -> put("orders", "r%07d".formatted(i * 7919L % RESOURCES), document(i)))
                    .toArray(WriteRequest.Operation[]::new))));
        }
        System.out.printf("  written in %d ms%n", (System.nanoTime() - start) / 1_000_000);
        SortKey byN = new SortKey(List.of("n"), false);
        for (String filter :
                List.of("status==s77", "status==s77;n<50000", "n>=500;n<520", "kind==k1", "text==y", "n>10")) {
            time(filter + ", first page", new ListQuery("orders", 100, null, List.of(), false, Filter.parse(filter)));
            time(filter + ", count", new ListQuery("orders", 100, null, List.of(), true, Filter.parse(filter)));
            time(filter + ", sorted", new ListQuery("orders", 100, null, List.of(byN), false, Filter.parse(filter)));
        }
        time("no filter, first page", new ListQuery("orders", 100, null, List.of(), false));
        time("no filter, sorted", new ListQuery("orders", 100, null, List.of(byN), false));
    }

    private void time(String what, ListQuery query) {
        long best = Long.MAX_VALUE;
        ResourcePage page = null;
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            page = await(store.list(query));
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(
                "  %-40s %8.2f ms, %d items%n", what, best / 1e6, page.items().size());
    }

    private static String document(int i) {
        return "{\"status\":\"s" + i % 5_000 + "\",\"n\":" + i + ",\"kind\":\"k" + i % 2 + "\",\"text\":\"" + TEXT
                + "\"}";
    }
}
