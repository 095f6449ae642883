package dev.tidings.bench;

import dev.tidings.proof.Metrics;
import dev.tidings.proof.ServerProcess;
import java.io.IOException;

/** What a server did and used between two looks at it. */
final class Interval {

    private final ServerProcess server;
    private final Metrics before;
    private final long cpuBefore;
    private final long begin = System.nanoTime();
    private Metrics after;
    private long cpuAfter;
    private long end;

    private Interval(ServerProcess server) throws IOException {
        this.server = server;
        this.before = Metrics.of(server.endpoint());
        this.cpuBefore = server.figures().cpu().toNanos();
    }

    static Interval begin(ServerProcess server) throws IOException {
        return new Interval(server);
    }

    Interval end() throws IOException {
        end = System.nanoTime();
        cpuAfter = server.figures().cpu().toNanos();
        after = Metrics.of(server.endpoint());
        return this;
    }

    double seconds() {
        return (end - begin) / 1e9;
    }

    /** The server's CPU time, in microseconds. */
    double cpuMicros() {
        return (cpuAfter - cpuBefore) / 1e3;
    }

    /** By how much a counter grew, over all its labels; not a number where there is no such counter. */
    double grown(String counter) {
        return after.has(counter) ? after.sum(counter) - before.sum(counter) : Double.NaN;
    }
}
