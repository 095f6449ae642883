package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A crowd that was cut off comes back at once, while writes go on: how long until all are live again. */
final class ResumeBench {

    private static final String COLLECTION = "resume";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int POSTERS = 32;
    private static final String FILLING = "x".repeat(160);

    private final Options options;
    private final Table table;

    ResumeBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run(ServerProcess server) throws IOException {
        table.title(
                options.watchers() + " watchers come back after " + options.away() + " s under " + options.rate()
                        + " writes/s",
                "live again s",
                "log pages",
                "deliveries",
                "writes/s",
                "CPU s");
        try (Loop loop = new Loop(server.endpoint())) {
            Crowd crowd = new Listeners(loop);
            crowd.join(options.watchers());
            SteadyWrites writes = new SteadyWrites(loop, options.rate());
            writes.runFor(loop, options.seconds());
            List<String> positions = crowd.leave();
            writes.runFor(loop, options.away());
            measure(server, loop, crowd, positions, writes);
        }
    }

    private void measure(ServerProcess server, Loop loop, Crowd crowd, List<String> positions, SteadyWrites writes)
            throws IOException {
        Interval interval = Interval.begin(server);
        int written = writes.answered;
        crowd.comeBack(positions);
        loop.runUntil(() -> writes.go() && crowd.allSynced(), PATIENCE);
        interval.end();
        table.row(
                figure(interval.seconds(), 2),
                figure(interval.grown("tidings_log_pages_total"), 0),
                figure(interval.grown("tidings_deliveries_total"), 0),
                figure((writes.answered - written) / interval.seconds(), 0),
                figure(interval.cpuMicros() / 1e6, 2));
    }

    private static final class Listeners extends Crowd {
        Listeners(Loop loop) {
            super(loop, COLLECTION);
        }

        @Override
        public void change(Watch watch, int number) {
            // the number is kept by the watch itself
        }
    }

    /** Writes at a rate, as far as the server answers in time. */
    private static final class SteadyWrites {
        private final Queue<Poster> idle = new ArrayDeque<>();
        private final long begin = System.nanoTime();
        private final int rate;
        private long sent;
        private int answered;

        SteadyWrites(Loop loop, int rate) {
            this.rate = rate;
            for (int i = 0; i < POSTERS; i++) {
                loop.connect(new Poster(loop, COLLECTION, this::idle));
            }
        }

        void runFor(Loop loop, int seconds) throws IOException {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            loop.runUntil(() -> go() && System.nanoTime() > end, PATIENCE);
        }

        private void idle(Poster poster) {
            answered += poster.latency() < 0 ? 0 : 1;
            idle.add(poster);
        }

        /** Sends what is due; what could not be sent in time is left out. Always true. */
        boolean go() {
            long due = (System.nanoTime() - begin) * rate / 1_000_000_000L;
            while (sent < due && !idle.isEmpty()) {
                sent++;
                try {
                    idle.remove().post("{\"filling\":\"" + FILLING + "\"}");
                } catch (IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            }
            sent = Math.max(sent, due);
            return true;
        }
    }
}
