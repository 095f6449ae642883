package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchEverythingIT {

    private static final int WATCHERS = Integer.getInteger("proof.watchers", 200);
    private static final int WRITERS = 8;
    private static final int SESSIONS = 6;
    private static final int WRITES = 1_000;

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void eachOfTwoHundredWatchersIsToldEachChangeOnceAndInOrder(@TempDir Path directory) throws Exception {
        long seed = Seed.pick();
        try (ServerProcess server =
                ServerProcess.in(directory).with("--watch.heartbeat=1s").start()) {
            WatchEverything all = new WatchEverything(server.endpoint(), seed, WATCHERS, WRITERS, SESSIONS, WRITES);
            assertThat(all.run()).as("-Dproof.seed=%d", seed).isEmpty();
            Metrics metrics = Metrics.of(server.endpoint());
            assertThat(metrics.sum("tidings_changes_total")).isPositive();
        }
    }
}
