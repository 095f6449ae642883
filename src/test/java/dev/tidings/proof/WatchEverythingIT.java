package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchEverythingIT {

    private static final int WATCHERS = Integer.getInteger("proof.watchers", 200);
    private static final int SESSIONS = 6;
    private static final int WRITES = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void eachOfTwoHundredWatchersIsToldEachChangeOnceAndInOrder(@TempDir Path directory) throws Exception {
        long seed = Seed.pick();
        Plan plan = Plan.small().withWatchers(WATCHERS, SESSIONS).withPauses(10);
        try (ServerProcess server =
                        ServerProcess.in(directory).with("--watch.heartbeat=1s").start();
                Workload load = Workload.start(addresses(server.endpoint()), plan, seed)) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            load.awaitSettled(PATIENCE);
            assertThat(load.quiet(PATIENCE).faults())
                    .as("-Dproof.seed=%d", seed)
                    .isEmpty();
            Metrics metrics = Metrics.of(server.endpoint());
            assertThat(metrics.sum("tidings_changes_total")).isPositive();
        }
    }

    /** One node under two names, so that clients go from one address to the other. */
    private static List<Endpoint> addresses(Endpoint node) {
        return List.of(node, new Endpoint("localhost", node.port()));
    }
}
