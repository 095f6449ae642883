package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillIT {

    private static final List<String> COLLECTIONS = List.of("orders", "stock");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int KILLS = 3;
    private static final int WRITES_BETWEEN = 500;

    @Test
    @Timeout(value = 150, unit = TimeUnit.SECONDS)
    void threeKillsUnderLoadLoseNoAcknowledgedWriteAndLeaveNoGap(@TempDir Path directory) throws Exception {
        long seed = Seed.pick();
        Ledger ledger = new Ledger();
        try (ServerProcess server =
                ServerProcess.in(directory).with("--watch.heartbeat=1s").start()) {
            RestClient rest = new RestClient(server.endpoint());
            LogReader reader = new LogReader(rest);
            try (Watchers crowd = Watchers.start(24, server.endpoint(), COLLECTIONS, seed, 2)) {
                String epoch = reader.head("orders").epoch();
                Writers all = Writers.start(8, rest, ledger, COLLECTIONS, seed, 2);
                try {
                    killUnderLoad(server, ledger);
                } finally {
                    all.stop();
                }
                crowd.awaitSettled(PATIENCE);
                crowd.awaitHeads(reader, PATIENCE);
                assertThat(reader.head("orders").epoch()).isEqualTo(epoch);
                assertThat(new Verdict(reader).faults(COLLECTIONS, ledger, crowd.recordings()))
                        .as("-Dproof.seed=%d", seed)
                        .isEmpty();
            }
        }
    }

    private static void killUnderLoad(ServerProcess server, Ledger ledger) throws InterruptedException {
        for (int i = 0; i < KILLS; i++) {
            awaitMoreWrites(ledger);
            server.kill();
            server.start();
        }
        awaitMoreWrites(ledger);
    }

    private static void awaitMoreWrites(Ledger ledger) throws InterruptedException {
        int wanted = ledger.acknowledgedCount() + WRITES_BETWEEN;
        assertThat(ledger.awaitAcknowledged(wanted, PATIENCE))
                .as("writes go on")
                .isTrue();
    }
}
