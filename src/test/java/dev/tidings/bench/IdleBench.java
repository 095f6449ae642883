package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.ProcessFigures;
import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/** What a watcher costs to whom nothing is told: memory, on a server that had a few before, and its heartbeats. */
final class IdleBench {

    private static final int BEFORE = 500;

    /** As long as a default heartbeat and then some, so that each watcher is asked at least twice. */
    private static final long HEARTBEATS_NANOS = 45_000_000_000L;

    private final Options options;
    private final Table table;

    IdleBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run(ServerProcess server) throws IOException {
        table.title("Memory of an idle watcher", "watchers", "Pss bytes", "heap bytes", "Pss MiB in all", "CPU us/s");
        joinAndLeave(server);
        ProcessFigures figures = server.figures();
        long heap = figures.liveHeap();
        long pss = figures.pss();
        try (Loop loop = new Loop(server.endpoint())) {
            new Listeners(loop).join(options.idle());
            long heapAfter = figures.liveHeap();
            long pssAfter = figures.pss();
            double seconds = HEARTBEATS_NANOS / 1e9;
            double cpuMicros = heartbeats(loop, figures).toNanos() / 1e3;
            table.row(
                    Integer.toString(options.idle()),
                    figure((double) (pssAfter - pss) / options.idle(), 0),
                    figure((double) (heapAfter - heap) / options.idle(), 0),
                    figure(pssAfter / 1048576.0, 1),
                    figure(cpuMicros / seconds / options.idle(), 2));
        }
    }

    private static Duration heartbeats(Loop loop, ProcessFigures figures) throws IOException {
        Duration before = figures.cpu();
        long end = System.nanoTime() + HEARTBEATS_NANOS;
        loop.runUntil(() -> System.nanoTime() > end, Duration.ofNanos(2 * HEARTBEATS_NANOS));
        return figures.cpu().minus(before);
    }

    private static void joinAndLeave(ServerProcess server) throws IOException {
        try (Loop loop = new Loop(server.endpoint())) {
            Crowd crowd = new Listeners(loop);
            crowd.join(BEFORE);
            crowd.leave();
        }
    }

    private static final class Listeners extends Crowd {
        Listeners(Loop loop) {
            super(loop, "idle");
        }

        @Override
        public void change(Watch watch, int number) {
            throw new IllegalStateException("nothing was written, but told: " + watch.frameStart());
        }
    }
}
