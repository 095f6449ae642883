package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.DisturbedNode;
import dev.tidings.proof.history.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes whose bus says everything twice and much of it out of order, and between which the cluster's ports, those of the
 * membership and those of the bus, can be cut while each reaches PostgreSQL and its clients.
 */
@Tag("alone")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DisturbedBusIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int WRITES = 60;
    private static final int CHANGES = 5;
    private static final Plan PLAN = Plan.small().withPauses(200);

    /** The log is looked at each 500 ms; the rest is for two busy cores. */
    private static final Duration BY_A_LOOK_AT_THE_LOG = Duration.ofSeconds(2);

    /** Well before the next look at the log, so that it must have come by the bus. */
    private static final Duration BY_THE_BUS = Duration.ofMillis(250);

    private static ClusterProcess cluster;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        cluster = ClusterProcess.start(Blueprint.of(3, directory).disturbed(Seed.pick()));
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static Workload load(String name, long seed) {
        return Workload.start(cluster.endpoints(), PLAN, List.of(name + "-" + seed, name + "-too-" + seed), seed);
    }

    private static void isAsPromised(Workload load) throws IOException, InterruptedException {
        Verdict verdict = load.quiet(PATIENCE);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.resumedElsewhere()).isPositive();
    }

    @Seeded
    void whatTheBusSaysTwiceOrOutOfOrderIsHeardOnceAndInOrder(long seed) throws Exception {
        try (Workload load = load("disturbed", seed)) {
            load.awaitMoreWrites(2 * WRITES, PATIENCE);
            isAsPromised(load);
        }
        for (ServerProcess node : cluster.nodes()) {
            assertThat(node.log()).contains(DisturbedNode.DISTURBED);
        }
    }

    @Seeded
    void aNodeThatIsCutOffFromTheOthersMissesNothingAndIsOneWithThemAgain(long seed) throws Exception {
        try (Workload load = load("cut", seed);
                Echo in = cluster.echo(0, 2, "in-" + seed);
                Echo out = cluster.echo(2, 1, "out-" + seed)) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            cluster.partition().isolate(2);
            goesOn(load, in, out);
            cluster.awaitMembers(cluster.node(2), 1);
            cluster.awaitMembers(cluster.node(0), 2);
            cluster.awaitMembers(cluster.node(1), 2);
            goesOn(load, in, out);
            cluster.partition().heal();
            goesOn(load, in, out);
            cluster.awaitWhole();
            load.awaitMoreWrites(WRITES, PATIENCE);
            isAsPromised(load);
            for (Echo echo : List.of(in, out)) {
                assertThat(median(echo)).as("by the bus").isLessThan(BY_THE_BUS);
            }
        } finally {
            cluster.partition().heal();
        }
    }

    /** Both sides write, and each hears of the other. */
    private static void goesOn(Workload load, Echo in, Echo out) throws IOException, InterruptedException {
        for (Echo echo : List.of(in, out)) {
            assertThat(echo.hear(CHANGES)).allMatch(time -> time.compareTo(BY_A_LOOK_AT_THE_LOG) < 0);
        }
        load.awaitMoreWrites(WRITES, PATIENCE);
    }

    private static Duration median(Echo echo) throws IOException, InterruptedException {
        return echo.hear(2 * CHANGES).get(CHANGES);
    }
}
