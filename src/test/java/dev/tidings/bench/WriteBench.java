package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Durable writes: each writer sends its next POST of 250 bytes when the one before is answered. */
final class WriteBench {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int WARM_UP = 64;
    private static final String FILLING = "x".repeat(210);

    private final Options options;
    private final Table table;
    private long number;

    WriteBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run(ServerProcess server) throws IOException {
        table.title("Durable POSTs of 250 bytes", "writers", "writes/s", "p50 ms", "p99 ms", "CPU us", "per commit");
        measure(server, WARM_UP, false);
        for (int writers : options.writers()) {
            measure(server, writers, true);
        }
    }

    /** One number of writers; the answers to the last requests are awaited, so that none is counted as begun only. */
    private void measure(ServerProcess server, int writers, boolean shown) throws IOException {
        try (Loop loop = new Loop(server.endpoint())) {
            Run run = new Run();
            for (int i = 0; i < writers; i++) {
                loop.connect(new Poster(loop, "writes-" + writers, run::idle));
            }
            Interval interval = Interval.begin(server);
            long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
            loop.runUntil(() -> System.nanoTime() > end, PATIENCE);
            run.over = true;
            loop.runUntil(() -> run.underWay == 0, PATIENCE);
            interval.end();
            if (shown) {
                show(writers, run.latencies, interval);
            }
        }
    }

    private void show(int writers, Latencies latencies, Interval interval) {
        int writes = latencies.count();
        table.row(
                Integer.toString(writers),
                figure(writes / interval.seconds(), 0),
                figure(latencies.millis(0.5), 2),
                figure(latencies.millis(0.99), 2),
                figure(interval.cpuMicros() / writes, 1),
                figure(writes / interval.grown("tidings_commit_writes_count"), 1));
    }

    private final class Run {
        private final Latencies latencies = new Latencies();
        private int underWay;
        private boolean over;

        private void idle(Poster poster) {
            if (poster.latency() >= 0) {
                latencies.add(poster.latency());
                underWay--;
            }
            if (over) {
                return;
            }
            try {
                underWay++;
                poster.post("{\"number\":1%09d,\"filling\":\"%s\"}".formatted(number++, FILLING));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
