package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that are one server, under load, of which one after the other ends: killed at any point, or in order. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestMethodOrder(OrderAnnotation.class)
class NodeLossIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** How soon all goes on, by the contract of the server, and what two busy cores add. */
    private static final Duration BACK = Duration.ofSeconds(15);

    /** The log is looked at each 500 ms; the rest is for two busy cores. */
    private static final Duration BY_A_LOOK_AT_THE_LOG = Duration.ofSeconds(2);

    private static final int WRITES = 200;
    private static final int SOME_WRITES = 60;
    private static final Plan PLAN = Plan.small().withPauses(200);

    /** So short that they are trimmed at each round, so long that the readers have read before what goes. */
    private static final int SHORT_LOG = 250;

    private static ClusterProcess cluster;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path settings = Files.writeString(directory.resolve("short-logs.yaml"), shortLogs());
        cluster = ClusterProcess.start(Blueprint.of(3, directory).with("--config=" + settings));
    }

    /** The settings of those that are to be trimmed. */
    private static String shortLogs() {
        return Seed.all()
                .mapToObj(seed -> Workload.collections("killed", seed))
                .flatMap(List::stream)
                .map(name -> "  " + name + ": {retention: {changes: " + SHORT_LOG + "}}\n")
                .collect(Collectors.joining("", "collections:\n", ""));
    }

    /** So that a test that failed leaves the others what they need. */
    @AfterEach
    void isWhole() {
        cluster.nodes().stream().filter(node -> !node.isAlive()).forEach(ServerProcess::start);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static Workload load(String name, Plan plan, long seed) {
        return Workload.start(cluster.endpoints(), plan, name, seed);
    }

    @Seeded
    void aNodeThatIsKilledAtAnyPointTakesNothingWithIt(long seed) throws Exception {
        try (Workload load = load("killed", PLAN.withReaders(4), seed)) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            goesOnWithout(cluster.killAt(Moments.BEFORE_COMMIT, 0), load);
            goesOnWithout(cluster.killAt(Moments.BEFORE_PUBLISH, 1), load);
            Endpoint doomed = cluster.node(2).endpoint();
            Straggler straggler = Straggler.behind(doomed, "killed-orders-" + seed, SOME_WRITES);
            CompletableFuture<Integer> killed = cluster.killAt(Moments.CATCHING_UP, 2);
            straggler.watchUntilTheEndOf(doomed);
            straggler.goOnAt(cluster.node(0).endpoint()); // at once, for the log is trimmed
            goesOnWithout(killed, load);
            goesOnWithout(cluster.killAt(Moments.BEFORE_TRIMMING, 0, 1, 2), load);
            goesOnWithout(cluster.killAt(Moments.WHILE_TRIMMING, 0, 1, 2), load);
            cluster.awaitWhole();
            load.asPromised(PATIENCE);
        }
        RestClient rest = new RestClient(cluster.endpoints().get(0));
        assertThat(new LogReader("end", rest, new Journal())
                        .changes("killed-orders-" + seed, new Position(null, 0), ""))
                .as("what was trimmed")
                .isInstanceOf(Gone.class);
    }

    /** Once it is killed the others go on, and it with them when it is back. */
    private static void goesOnWithout(CompletableFuture<Integer> killed, Workload load) throws Exception {
        ServerProcess node = cluster.node(soon(killed));
        node.launch();
        load.awaitMoreWrites(SOME_WRITES, BACK);
        node.awaitReady();
        load.awaitMoreWrites(SOME_WRITES, BACK);
    }

    private static int soon(CompletableFuture<Integer> killed) throws Exception {
        return killed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Seeded
    void aRollingRestartFailsNoWriteAndLosesNoEvent(long seed) throws Exception {
        try (Workload load = load("rolling", PLAN.throughProxy(), seed)) {
            for (ServerProcess node : cluster.nodes()) {
                load.awaitMoreWrites(SOME_WRITES, PATIENCE);
                node.terminate();
                assertThat(node.awaitExit()).as(node::log).isZero();
                node.start();
                cluster.awaitWhole();
            }
            load.awaitMoreWrites(WRITES, PATIENCE);
            assertThat(load.asPromised(PATIENCE).unanswered()).isEmpty();
        }
    }

    /** The last, since its time is short: what runs beside the others has ended by then. */
    @Seeded
    @Order(Integer.MAX_VALUE)
    void whatIsCommittedAndNeverPublishedIsHeardOfSoon(long seed) throws Exception {
        String collection = "unpublished-" + seed;
        Recording recording = new Journal().recording("watcher");
        RestClient doomed = new RestClient(cluster.node(0).endpoint());
        try (Watcher watcher = WatchClient.open(cluster.node(1).endpoint(), WatchRequest.all(collection), recording)) {
            assertThat(recording.awaitFrames(1, PATIENCE)).isTrue();
            CompletableFuture<Integer> killed = cluster.killAt(Moments.BEFORE_PUBLISH, 0);
            assertThatThrownBy(() -> doomed.put("/v1/" + collection + "/a", "{}"))
                    .isInstanceOf(IOException.class);
            assertThat(soon(killed)).isZero();
            assertThat(recording.awaitRevision(1, BY_A_LOOK_AT_THE_LOG))
                    .as(() -> recording + (watcher.hasEnded() ? ", which has ended" : ""))
                    .isTrue();
        } finally {
            cluster.node(0).start();
            cluster.awaitWhole();
        }
    }
}
