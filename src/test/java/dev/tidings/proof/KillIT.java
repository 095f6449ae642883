package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int KILLS = 3;
    private static final int WRITES_BETWEEN = 500;

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void threeKillsUnderLoadLoseNoAcknowledgedWriteAndLeaveNoGap(@TempDir Path directory) throws Exception {
        long seed = Seed.pick();
        try (ServerProcess server =
                        ServerProcess.in(directory).with("--watch.heartbeat=1s").start();
                Workload load =
                        Workload.start(List.of(server.endpoint()), Plan.small().withPauses(2), seed)) {
            for (int i = 0; i < KILLS; i++) {
                load.awaitMoreWrites(WRITES_BETWEEN, PATIENCE);
                server.kill();
                server.start();
            }
            load.awaitMoreWrites(WRITES_BETWEEN, PATIENCE);
            assertThat(load.quiet(PATIENCE).faults())
                    .as("-Dproof.seed=%d", seed)
                    .isEmpty();
        }
    }
}
