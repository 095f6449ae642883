package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Broadcasts: a number of changes (the window) is under way at a time; when one of them has reached all watchers, the next
 * is written. The latency runs from the write's request to the frame, at a few of the watchers.
 */
final class FanoutBench {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WARM_UP_WINDOW = 8;
    private static final int SAMPLED = 50;
    private static final int RING = 1 << 16;
    private static final String FILLING = "x".repeat(160);

    private final Options options;
    private final Table table;

    FanoutBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run(ServerProcess server) throws IOException {
        table.title(
                "Broadcasts of 200 bytes to " + options.watchers() + " watchers",
                "under way",
                "deliveries/s",
                "p50 ms",
                "p99 ms",
                "per send",
                "CPU us");
        measure(server, "warm-up", WARM_UP_WINDOW, false);
        for (int window : options.windows()) {
            measure(server, "window-" + window, window, true);
        }
    }

    private void measure(ServerProcess server, String collection, int window, boolean shown) throws IOException {
        try (Loop loop = new Loop(server.endpoint())) {
            Audience audience = new Audience(loop, collection);
            audience.join(options.watchers());
            Interval interval = Interval.begin(server);
            for (int i = 0; i < window; i++) {
                loop.connect(new Poster(loop, collection, audience::idle));
            }
            long end = System.nanoTime() + options.seconds() * 1_000_000_000L;
            loop.runUntil(() -> System.nanoTime() > end, PATIENCE);
            audience.over = true;
            loop.runUntil(audience::isQuiet, PATIENCE);
            interval.end();
            if (shown) {
                show(window, audience, interval);
            }
        }
    }

    private void show(int window, Audience audience, Interval interval) {
        double deliveries = audience.deliveries;
        double sends = interval.grown("tidings_sends_total");
        table.row(
                Integer.toString(window),
                figure(deliveries / interval.seconds(), 0),
                figure(audience.latencies.millis(0.5), 2),
                figure(audience.latencies.millis(0.99), 2),
                figure(deliveries / sends, 1),
                figure(interval.cpuMicros() / deliveries, 2));
    }

    private static final class Audience extends Crowd {
        private final Latencies latencies = new Latencies();
        private final Queue<Poster> idlePosters = new ArrayDeque<>();
        private final int[] reached = new int[RING];
        private final long[] sentAt = new long[RING];
        private int sent;
        private int complete;
        private long deliveries;
        private boolean over;
        private int owed;

        Audience(Loop loop, String collection) {
            super(loop, collection);
        }

        boolean isQuiet() {
            return complete == sent;
        }

        /** A poster that was answered may write again; each first time opens the window by one. */
        void idle(Poster poster) {
            idlePosters.add(poster);
            if (poster.latency() < 0) {
                owed++;
            }
            publish();
        }

        private void publish() {
            while (!over && owed > 0 && !idlePosters.isEmpty()) {
                owed--;
                int number = sent++;
                sentAt[number % RING] = System.nanoTime();
                reached[number % RING] = 0;
                try {
                    idlePosters.remove().post("{\"id\":\"n" + number + "\",\"filling\":\"" + FILLING + "\"}");
                } catch (IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            }
        }

        @Override
        public void change(Watch watch, int number) {
            deliveries++;
            int sofar = ++reached[number % RING];
            if (sofar % SAMPLED == 0) {
                int written = Integer.parseInt(Watch.between(watch.frameStart(), "\"id\":\"n", "\""));
                latencies.add(System.nanoTime() - sentAt[written % RING]);
            }
            if (sofar == size()) {
                complete++;
                owed++;
                publish();
            }
        }
    }
}
