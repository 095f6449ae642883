package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.LossyServer;
import dev.tidings.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is lost on the event bus is missing nowhere: the bus is a hint, the log is the truth. */
class LostMessagesTest {

    private static final Plan PLAN = Plan.small().withWatchers(48, 3).withPauses(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WRITES = 600;
    private static final int LOSES_ONE_IN = 3;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void watchersAreToldEachChangeOnceAndInOrderWhateverTheBusLoses(@TempDir Path directory) throws Exception {
        long seed = Seed.pick();
        Settings settings = Settings.of(Map.of(
                "http.port", "0",
                "store.url", "sqlite:" + directory.resolve("tidings.db"),
                "watch.heartbeat", "1s"));
        try (LossyServer server = new LossyServer(settings, seed, LOSES_ONE_IN)) {
            Endpoint endpoint = Endpoint.local(server.port());
            try (Workload load = Workload.start(List.of(endpoint), PLAN, seed)) {
                load.awaitMoreWrites(WRITES, PATIENCE);
                load.awaitSettled(PATIENCE);
                assertThat(load.quiet(PATIENCE).faults())
                        .as("-Dproof.seed=%d", seed)
                        .isEmpty();
            }
            assertThat(server.lost()).as("lost messages").isGreaterThan(20);
            assertThat(Metrics.of(endpoint).sum("tidings_feed_gaps_total"))
                    .as("gaps that were seen")
                    .isPositive();
        }
    }
}
