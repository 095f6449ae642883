package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.Blueprint;
import dev.tidings.proof.ClusterProcess;
import dev.tidings.proof.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One node and three on one PostgreSQL: what they write together, and how long a change takes from the write's request to a
 * watcher at the same node and to one at another.
 */
final class ClusterBench {

    private static final List<Integer> NODES = List.of(1, 3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FILLING = "x".repeat(210);

    private final Options options;
    private final Table table;

    ClusterBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run(Path directory) throws IOException {
        for (int count : NODES) {
            try (ClusterProcess cluster = ClusterProcess.start(Blueprint.of(count, directory.resolve(count + "-nodes"))
                    .withJvm(options.java())
                    .withoutTraps())) {
                writes(cluster.endpoints());
                reach(cluster.endpoints());
            }
        }
    }

    private void writes(List<Endpoint> nodes) throws IOException {
        int most = options.writers().stream().mapToInt(Integer::intValue).max().orElse(1);
        write(nodes, most, node -> "warm-up");
        writes(nodes, "to one collection", (writers, node) -> "writes-" + writers);
        writes(nodes, "to a collection a node", (writers, node) -> "writes-" + writers + "-" + node);
    }

    private void writes(List<Endpoint> nodes, String where, Naming naming) throws IOException {
        String title = "%d nodes, durable POSTs of 250 bytes %s".formatted(nodes.size(), where);
        table.title(title, "writers", "writes/s", "p50 ms", "p99 ms");
        for (int writers : options.writers()) {
            Writes writes = write(nodes, writers, node -> naming.collection(writers, node));
            table.row(
                    Integer.toString(writers),
                    figure(writes.latencies.count() / (double) options.seconds(), 0),
                    figure(writes.latencies.millis(0.5), 2),
                    figure(writes.latencies.millis(0.99), 2));
        }
    }

    /** Which collection the writers at a node write to. */
    private interface Naming {
        String collection(int writers, int node);
    }

    private Writes write(List<Endpoint> nodes, int writers, IntFunction<String> collection) throws IOException {
        try (Loop loop = new Loop(nodes.get(0))) {
            Writes writes = new Writes();
            for (int i = 0; i < writers; i++) {
                int node = i % nodes.size();
                loop.connect(new Poster(loop, collection.apply(node), writes::idle), nodes.get(node));
            }
            runForAWhile(loop);
            return writes;
        }
    }

    private void runForAWhile(Loop loop) throws IOException {
        long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
        loop.runUntil(() -> System.nanoTime() > end, PATIENCE);
    }

    /** The writer is at the first node, and so is a watcher; the other one is at the last. */
    private void reach(List<Endpoint> nodes) throws IOException {
        table.title("From a write at one of " + nodes.size() + " nodes to a watcher", "at", "p50 ms", "p99 ms");
        try (Loop loop = new Loop(nodes.get(0))) {
            reach(loop, nodes, "warm-up-reach");
            Reach reach = reach(loop, nodes, "reach");
            show("this node", reach.here);
            show("the last", reach.there);
        }
    }

    private Reach reach(Loop loop, List<Endpoint> nodes, String collection) throws IOException {
        Reach reach = new Reach();
        reach.near = new Watch(loop, "/v1/" + collection, reach);
        loop.connect(reach.near);
        loop.connect(new Watch(loop, "/v1/" + collection, reach), nodes.get(nodes.size() - 1));
        loop.runUntil(() -> reach.subscribed == 2, PATIENCE);
        loop.connect(new Poster(loop, collection, reach::idle));
        runForAWhile(loop);
        reach.over = true;
        loop.runUntil(() -> reach.missing == 0, PATIENCE);
        return reach;
    }

    private void show(String where, Latencies latencies) {
        table.row(where, figure(latencies.millis(0.5), 2), figure(latencies.millis(0.99), 2));
    }

    private static void post(Poster poster, long number) {
        try {
            poster.post("{\"number\":1%09d,\"filling\":\"%s\"}".formatted(number, FILLING));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static final class Writes {
        private final Latencies latencies = new Latencies();
        private long number;

        private void idle(Poster poster) {
            if (poster.latency() >= 0) {
                latencies.add(poster.latency());
            }
            post(poster, number++);
        }
    }

    /** The next change is written when the one before has reached both watchers and its writer. */
    private static final class Reach implements Watch.Listener {
        private final Latencies here = new Latencies();
        private final Latencies there = new Latencies();
        private Watch near;
        private Poster writer;
        private int subscribed;
        private int missing;
        private long sentAt;
        private boolean over;

        private void idle(Poster poster) {
            writer = poster;
            missing = Math.max(0, missing - 1);
            next();
        }

        private void next() {
            if (missing == 0 && !over) {
                missing = 3;
                sentAt = System.nanoTime();
                post(writer, here.count());
            }
        }

        @Override
        public void subscribed(Watch watch) {
            subscribed++;
        }

        @Override
        public void synced(Watch watch) {
            // it asks for nothing that was before
        }

        @Override
        public void change(Watch watch, int number) {
            (watch == near ? here : there).add(System.nanoTime() - sentAt);
            missing--;
            next();
        }
    }
}
