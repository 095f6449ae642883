package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that sign with different secrets drop whatever the others tell them: then the log alone has to carry it all. */
class SilentBusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int WRITES = 300;
    private static final int CHANGES = 8;

    /** The log is looked at each 500 ms; the rest is for two busy cores. */
    private static final Duration BY_A_LOOK_AT_THE_LOG = Duration.ofSeconds(3);

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whatTheBusNeverBringsArrivesFromTheLog(@TempDir Path directory) throws Exception {
        long seed = Seed.pick();
        try (ClusterProcess cluster = ClusterProcess.start(2, directory, node -> "a secret of node " + node)) {
            try (Workload load =
                    Workload.start(cluster.endpoints(), Plan.small().withPauses(20), seed)) {
                load.awaitMoreWrites(WRITES, PATIENCE);
                assertThat(load.quiet(PATIENCE).faults())
                        .as("-Dproof.seed=%d", seed)
                        .isEmpty();
            }
            assertThat(cluster.sum("tidings_cluster_rejected_total"))
                    .as("dropped messages")
                    .isPositive();
            eachChangeArrivesSoon(cluster.endpoints());
        }
    }

    private static void eachChangeArrivesSoon(List<Endpoint> nodes) throws Exception {
        Recording recording = new Journal().recording("watcher");
        RestClient writer = new RestClient(nodes.get(0));
        try (Watcher watcher = WatchClient.open(nodes.get(1), WatchRequest.all("orders"), recording)) {
            assertThat(recording.awaitFrames(1, PATIENCE)).isTrue();
            for (int i = 0; i < CHANGES; i++) {
                long revision = writer.put("/v1/orders/late", "{\"n\":" + i + "}")
                        .receipt()
                        .revision();
                assertThat(recording.awaitRevision(revision, BY_A_LOOK_AT_THE_LOG))
                        .as("revision %d", revision)
                        .isTrue();
            }
            assertThat(watcher.hasEnded()).isFalse();
        }
    }
}
