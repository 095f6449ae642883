package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.Verdict;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that are one server, under load, and what may happen to them. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** How soon all goes on, by the contract of the server, and what two busy cores add. */
    private static final Duration BACK = Duration.ofSeconds(15);

    /** The log is looked at each 500 ms; the rest is for two busy cores. */
    private static final Duration BY_A_LOOK_AT_THE_LOG = Duration.ofSeconds(2);

    /** A node waits a second for the bus; the rest is for two busy cores. */
    private static final Duration WITHOUT_THE_BUS = Duration.ofSeconds(4);

    private static final int FRESH = 4;

    /** Longer than the others wait for a sign of life before they put a node out. */
    private static final Duration STANDSTILL = Duration.ofSeconds(15);

    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int WRITES = 60;
    private static final int SOME_WRITES = 30;
    private static final Plan PLAN = Plan.small().withPauses(200);

    /** So short that they are trimmed at each round, so long that the readers have read before what goes. */
    private static final int SHORT_LOG = 200;

    private static ClusterProcess cluster;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path settings = Files.writeString(directory.resolve("short-logs.yaml"), shortLogs());
        cluster = ClusterProcess.start(Blueprint.of(3, directory).with("--config=" + settings));
    }

    /** The settings of those that are to be trimmed. */
    private static String shortLogs() {
        return Seed.all()
                .mapToObj(seed -> collections("killed", seed))
                .flatMap(List::stream)
                .map(name -> "  " + name + ": {retention: {changes: " + SHORT_LOG + "}}\n")
                .collect(Collectors.joining("", "collections:\n", ""));
    }

    /** Sets right what the test before has left, so that one that failed fails alone. */
    @BeforeEach
    void isWhole() {
        cluster.spare();
        cluster.nodes().stream().filter(node -> !node.isAlive()).forEach(ServerProcess::launch);
        cluster.nodes().forEach(ServerProcess::awaitReady);
        cluster.awaitWhole();
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    /** In collections of the test's own, since all tests share the nodes and the database. */
    private static Workload load(String name, Plan plan, long seed) {
        return Workload.start(cluster.endpoints(), plan, collections(name, seed), seed);
    }

    private static List<String> collections(String name, long seed) {
        return List.of(name + "-orders-" + seed, name + "-stock-" + seed);
    }

    private static Verdict isAsPromised(Workload load) throws IOException, InterruptedException {
        Verdict verdict = load.quiet(PATIENCE);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.resumedElsewhere()).as("went on at another node").isPositive();
        return verdict;
    }

    @Seeded
    void aNodeThatIsKilledAtAnyPointTakesNothingWithIt(long seed) throws Exception {
        try (Workload load = load("killed", PLAN.withReaders(4), seed)) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            goesOnWithout(cluster.killAt(Moments.BEFORE_COMMIT, 0), load);
            goesOnWithout(cluster.killAt(Moments.BEFORE_PUBLISH, 1), load);
            goesOnWithAll(load);
            Endpoint doomed = cluster.node(2).endpoint();
            Straggler straggler = Straggler.behind(doomed, "killed-orders-" + seed, SOME_WRITES);
            CompletableFuture<Integer> killed = cluster.killAt(Moments.CATCHING_UP, 2);
            straggler.watchUntilTheEndOf(doomed);
            straggler.goOnAt(cluster.node(0).endpoint()); // at once, for the log is trimmed
            goesOnWithout(killed, load);
            goesOnWithout(cluster.killAt(Moments.BEFORE_TRIMMING, 0, 1), load);
            goesOnWithAll(load);
            goesOnWithout(cluster.killAt(Moments.WHILE_TRIMMING, 0, 1, 2), load);
            goesOnWithAll(load);
            cluster.awaitWhole();
            isAsPromised(load);
        }
        RestClient rest = new RestClient(cluster.endpoints().get(0));
        assertThat(new LogReader("end", rest, new Journal())
                        .changes("killed-orders-" + seed, new Position(null, 0), ""))
                .as("what was trimmed")
                .isInstanceOf(Gone.class);
    }

    /** Once it is killed those that are left go on, even one alone, while it starts again. */
    private static void goesOnWithout(CompletableFuture<Integer> killed, Workload load) throws Exception {
        cluster.node(soon(killed)).launch();
        load.awaitMoreWrites(SOME_WRITES, BACK);
    }

    private static void goesOnWithAll(Workload load) throws InterruptedException {
        cluster.nodes().forEach(ServerProcess::awaitReady);
        load.awaitMoreWrites(SOME_WRITES, BACK);
    }

    private static int soon(CompletableFuture<Integer> killed) throws Exception {
        return killed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
        }
    }

    @Seeded
    void aNodeThatStandsStillUntilItIsGivenUpComesBackAsIfNothingHadBeen(long seed) throws Exception {
        try (Workload load = load("frozen", PLAN.withPatience(Duration.ofSeconds(2)), seed)) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            long since = System.nanoTime();
            cluster.node(1).freeze();
            try {
                int round = 0;
                do {
                    watchersBeginSoon("fresh-" + seed + "-" + round++);
                    load.awaitMoreWrites(SOME_WRITES, BACK);
                } while (Duration.ofNanos(System.nanoTime() - since).compareTo(STANDSTILL) < 0);
                cluster.awaitMembers(cluster.node(0), 2, SOON);
                cluster.awaitMembers(cluster.node(2), 2, SOON);
            } finally {
                cluster.node(1).thaw();
            }
            cluster.awaitWhole();
            load.awaitMoreWrites(WRITES, BACK);
            isAsPromised(load);
        }
    }

    /** Some collections are kept note of by the node that stands still: who asks to hear of them waits for it in vain. */
    private static void watchersBeginSoon(String collections) {
        allOf(IntStream.range(0, FRESH).mapToObj(i -> collections + "-" + i).toList(), ClusterIT::aWatcherBeginsSoon);
    }

    private static void aWatcherBeginsSoon(String collection) throws Exception {
        Recording recording = new Journal().recording("a watcher of " + collection);
        try (Watcher watcher = WatchClient.open(cluster.node(0).endpoint(), WatchRequest.all(collection), recording)) {
            assertThat(recording.awaitFrames(1, WITHOUT_THE_BUS) && recording.hasPosition())
                    .as(() -> recording + (watcher.hasEnded() ? ", which has ended" : ""))
                    .isTrue();
        }
    }

    @Seeded
    void noWatcherIsLostWhileTheDatabaseIsAway(long seed) throws Exception {
        try (Workload load = load("outage", PLAN, seed)) {
            load.awaitMoreWrites(WRITES, PATIENCE);
            Journal journal = new Journal();
            List<WatchClient> steadfast = new ArrayList<>();
            for (Endpoint node : cluster.endpoints()) {
                Recording recording = journal.recording("steadfast at " + node.port());
                steadfast.add(WatchClient.open(node, WatchRequest.all("outage-orders-" + seed), recording));
                assertThat(recording.awaitFrames(1, PATIENCE)).isTrue();
            }
            for (String signal : List.of("KILL", "INT")) {
                cluster.postgres().stop(signal);
                try {
                    allOf(cluster.endpoints(), ClusterIT::saysThatItIsAway);
                } finally {
                    cluster.postgres().startAgain();
                }
                load.awaitMoreWrites(WRITES, BACK);
            }
            cluster.postgres().signal("STOP");
            try {
                allOf(cluster.endpoints(), ClusterIT::doesNotAnswer);
            } finally {
                cluster.postgres().signal("CONT");
            }
            load.awaitMoreWrites(WRITES, BACK);
            assertThat(steadfast).noneMatch(Watcher::hasEnded);
            isAsPromised(load);
            heardAll(journal.recordings(), "outage-orders-" + seed);
            assertThat(steadfast).noneMatch(Watcher::hasEnded);
            for (WatchClient watcher : steadfast) {
                watcher.close();
            }
        }
    }

    private static void saysThatItIsAway(Endpoint node) throws Exception {
        RestClient rest = new RestClient(node);
        assertThat(rest.put("/v1/outage/a", "{}").status()).isIn(503, 504);
        Answer read = rest.get("/v1/outage/a");
        assertThat(read.status()).isEqualTo(503);
        assertThat(read.headers()).containsKey("retry-after");
        Answer health = rest.get("/health");
        assertThat(health.json().at("/checks/store/status").asText()).isEqualTo("down");
    }

    /** Whoever asks a database that stands still waits for it, and no longer than he likes. */
    private static void doesNotAnswer(Endpoint node) throws Exception {
        assertThat(answers(node)).isFalse();
    }

    /** What is found out of a thing. */
    private interface Look<T> {
        void at(T thing) throws Exception;
    }

    /** Looks at all side by side, for each keeps whoever looks waiting. */
    private static <T> void allOf(List<T> things, Look<T> look) {
        List<CompletableFuture<Void>> looks = things.stream()
                .map(thing -> CompletableFuture.runAsync(
                        () -> assertThatCode(() -> look.at(thing))
                                .as(thing::toString)
                                .doesNotThrowAnyException(),
                        task -> new Thread(task, "look").start()))
                .toList();
        looks.forEach(CompletableFuture::join);
    }

    private static boolean answers(Endpoint node) throws Exception {
        try {
            return new RestClient(node, Duration.ofSeconds(2))
                            .get("/v1/outage/a")
                            .status()
                    != 503;
        } catch (HttpTimeoutException waiting) {
            return false;
        }
    }

    private static void heardAll(List<Recording> recordings, String collection)
            throws IOException, InterruptedException {
        RestClient rest = new RestClient(cluster.endpoints().get(0));
        long head = new LogReader("end", rest, new Journal()).head(collection).revision();
        for (Recording recording : recordings) {
            assertThat(recording.awaitRevision(head, PATIENCE))
                    .as(recording::toString)
                    .isTrue();
            assertThat(recording.faults()).isEmpty();
        }
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
            assertThat(isAsPromised(load).unanswered()).isEmpty();
        }
    }
}
