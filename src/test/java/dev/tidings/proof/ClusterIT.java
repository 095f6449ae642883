package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.Verdict;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that are one server, under load, and what may happen to them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** How soon all goes on, by the contract of the server, and what two busy cores add. */
    private static final Duration BACK = Duration.ofSeconds(15);

    private static final int WRITES = 200;
    private static final Plan PLAN = Plan.small().withPauses(40);

    private static ClusterProcess cluster;

    private final long seed = Seed.pick();

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        cluster = ClusterProcess.start(3, directory);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    /** In collections of the test's own, since all tests share the nodes and the database. */
    private Workload load(String name) {
        return Workload.start(cluster.endpoints(), PLAN, List.of(name + "-orders", name + "-stock"), seed);
    }

    private void isAsPromised(Workload load) throws IOException, InterruptedException {
        Verdict verdict = load.quiet(PATIENCE);
        assertThat(verdict.faults()).as("-Dproof.seed=%d", seed).isEmpty();
    }

    @Test
    void aNodeThatIsKilledTakesNothingWithIt() throws Exception {
        try (Workload load = load("killed")) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            cluster.node(0).kill();
            load.awaitMoreWrites(WRITES, PATIENCE);
            cluster.node(0).start();
            cluster.awaitWhole();
            load.awaitMoreWrites(WRITES, PATIENCE);
            isAsPromised(load);
        }
    }

    @Test
    void aNodeThatStandsStillUntilItIsGivenUpComesBackAsIfNothingHadBeen() throws Exception {
        try (Workload load = load("frozen")) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            cluster.node(1).freeze();
            try {
                othersGoOn();
                cluster.awaitMembers(cluster.node(0), 2);
                cluster.awaitMembers(cluster.node(2), 2);
                othersGoOn();
            } finally {
                cluster.node(1).thaw();
            }
            load.awaitMoreWrites(WRITES, PATIENCE);
            isAsPromised(load);
        }
        cluster.awaitWhole();
    }

    /** Whoever asks a node that stands still waits for it; the others must not. */
    private static void othersGoOn() {
        for (int i : List.of(0, 2)) {
            RestClient rest = new RestClient(cluster.node(i).endpoint());
            await().atMost(BACK).until(() -> rest.put("/v1/others/" + i, "{}").isSuccess());
        }
    }

    @Test
    void noWatcherIsLostWhileTheDatabaseIsAway() throws Exception {
        try (Workload load = load("outage")) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            Journal journal = new Journal();
            List<WatchClient> steadfast = new ArrayList<>();
            for (Endpoint node : cluster.endpoints()) {
                Recording recording = journal.recording("steadfast at " + node.port());
                steadfast.add(WatchClient.open(node, WatchRequest.all("outage-orders"), recording));
                assertThat(recording.awaitFrames(1, PATIENCE)).isTrue();
            }
            cluster.postgres().stop("KILL");
            for (Endpoint node : cluster.endpoints()) {
                assertThat(new RestClient(node).put("/v1/outage/a", "{}").status())
                        .isIn(503, 504);
            }
            cluster.postgres().startAgain();
            load.awaitMoreWrites(WRITES, BACK);
            assertThat(steadfast).noneMatch(Watcher::hasEnded);
            isAsPromised(load);
            long head = new LogReader("end", new RestClient(cluster.endpoints().get(0)), journal)
                    .head("outage-orders")
                    .revision();
            for (Recording recording : journal.recordings()) {
                assertThat(recording.awaitRevision(head, PATIENCE))
                        .as(recording::toString)
                        .isTrue();
                assertThat(recording.faults()).isEmpty();
            }
            assertThat(steadfast).noneMatch(Watcher::hasEnded);
            for (WatchClient watcher : steadfast) {
                watcher.close();
            }
        }
    }

    @Test
    void aRollingRestartFailsNoWriteAndLosesNoEvent() throws Exception {
        try (Workload load = load("rolling")) {
            for (ServerProcess node : cluster.nodes()) {
                load.awaitMoreWrites(WRITES, PATIENCE);
                node.terminate();
                assertThat(node.awaitExit()).as(node::log).isZero();
                node.start();
                cluster.awaitWhole();
            }
            load.awaitMoreWrites(WRITES, PATIENCE);
            isAsPromised(load);
        }
    }
}
