package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that sign with different secrets drop whatever the others tell them: then the log alone has to carry it all. They
 * find each other by a name, as those of a headless service do.
 */
@Tag("long")
class SilentBusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int WRITES = 150;
    private static final int CHANGES = 8;

    /** The log is looked at each 500 ms; the rest is for two busy cores. */
    private static final Duration BY_A_LOOK_AT_THE_LOG = Duration.ofSeconds(3);

    @Seeded
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whatTheBusNeverBringsArrivesFromTheLog(long seed, @TempDir Path directory) throws Exception {
        Blueprint strangers = Blueprint.of(2, directory)
                .withSecrets(node -> "a secret of node " + node)
                .foundByName();
        try (ClusterProcess cluster = ClusterProcess.start(strangers)) {
            assertThat(cluster.logs()).as("together from the start").contains("joined: 2 nodes");
            try (Workload load =
                    Workload.start(cluster.endpoints(), Plan.small().withPauses(20), seed)) {
                load.awaitMoreWrites(WRITES, PATIENCE);
                assertThat(load.quiet(PATIENCE).faults()).as(cluster::logs).isEmpty();
            }
            assertThat(cluster.sum("tidings_cluster_rejected_total"))
                    .as("dropped messages")
                    .isPositive();
            try (Echo echo = cluster.echo(0, 1, "late")) {
                assertThat(echo.hear(CHANGES)).allMatch(time -> time.compareTo(BY_A_LOOK_AT_THE_LOG) < 0);
            }
        }
    }
}
