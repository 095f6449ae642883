package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A crowd that was cut off comes back at once, while writes go on: how long until all are live again. */
final class ResumeBench {

    private static final String COLLECTION = "resume";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
                "missed",
                "log pages",
                "deliveries",
                "writes/s",
                "CPU s",
                "load CPU s");
        try (Loop loop = new Loop(server.endpoint());
                SteadyWrites writes =
                        new SteadyWrites(server.endpoint(), COLLECTION, options.posters(), options.rate()).start()) {
            Crowd crowd = new Listeners(loop);
            crowd.join(options.watchers());
            pass(loop, options.seconds());
            List<String> positions = crowd.leave();
            int written = writes.answered();
            pass(loop, options.away());
            measure(server, loop, crowd, positions, writes, writes.answered() - written);
        }
    }

    private static void pass(Loop loop, int seconds) throws IOException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        loop.runUntil(() -> System.nanoTime() > end, PATIENCE);
    }

    private void measure(
            ServerProcess server, Loop loop, Crowd crowd, List<String> positions, SteadyWrites writes, int missed)
            throws IOException {
        Interval interval = Interval.begin(server);
        int written = writes.answered();
        Duration loadCpu = loadCpu();
        crowd.comeBack(positions);
        loop.runUntil(crowd::allSynced, PATIENCE);
        interval.end();
        table.row(
                figure(interval.seconds(), 2),
                figure(missed, 0),
                figure(interval.grown("tidings_log_pages_total"), 0),
                figure(interval.grown("tidings_deliveries_total"), 0),
                figure((writes.answered() - written) / interval.seconds(), 0),
                figure(interval.cpuMicros() / 1e6, 2),
                figure(loadCpu().minus(loadCpu).toMillis() / 1e3, 2));
    }

    private static Duration loadCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
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
}
