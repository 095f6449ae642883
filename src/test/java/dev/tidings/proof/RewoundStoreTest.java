package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.Server;
import dev.tidings.proof.LastWords.Ending;
import dev.tidings.settings.Settings;
import dev.tidings.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on a real PostgreSQL that is set back to an older state by its own means. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RewoundStoreTest {

    private static final int GONE = 410;
    private static final String TIMELINE = "SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)";

    private static PostgresServer postgres;

    private final List<Server> nodes = new ArrayList<>();
    private final List<RestClient> clients = new ArrayList<>();
    private PostgresServer.Database database;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresServer.start("fsync=on", "synchronous_commit=on");
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void startOnFiveResources() throws Exception {
        database = postgres.database();
        startNodes();
        write(1, 5);
    }

    @AfterEach
    void stopNodes() throws Exception {
        for (Server node : nodes) {
            node.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        nodes.clear();
        clients.clear();
    }

    private void startNodes() throws Exception {
        Settings settings = Settings.of(Map.of("http.port", "0", "store.url", database.url(), "watch.heartbeat", "1s"));
        for (int i = 0; i < 2; i++) {
            nodes.add(Server.start(settings)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS));
            clients.add(new RestClient(Endpoint.local(nodes.get(i).port())));
        }
    }

    @Test
    void everyWatcherIsToldOfACopyThatWasPutBackAndWhoBeginsAnewGetsWhatIsThere() throws Exception {
        Path backup = copy();
        write(6, 9);
        String before = epoch(0);
        List<CompletableFuture<Ending>> watchers = watchAll(before + ":9");

        postgres.stop("INT");
        postgres.files().replaceBy(backup);
        postgres.startAgain();

        assertToldGone(watchers);
        assertWentOnFrom(5, before);
    }

    @Test
    void everyWatcherIsToldOfARecoveryToAnEarlierMoment() throws Exception {
        Path backup = copy();
        write(6, 7);
        Path archive = directory.resolve("archive");
        postgres.stop("INT");
        postgres.files().archiveTo(archive);
        postgres.startAgain();
        write(8, 9);
        String before = epoch(0);
        String timeline = database.query(TIMELINE);
        List<CompletableFuture<Ending>> watchers = watchAll(before + ":9");

        postgres.stop("INT");
        postgres.files().replaceBy(backup);
        postgres.files().recoverFrom(archive);
        postgres.startAgain();

        assertToldGone(watchers);
        assertThat(database.query(TIMELINE)).isGreaterThan(timeline);
        assertWentOnFrom(7, before);
    }

    @Test
    void aTimelineThatBeganWhileNoNodeRanIsAnotherEpoch() throws Exception {
        String before = epoch(0);
        stopNodes();
        Path backup = copyStopped();
        postgres.files().recoverFrom(backup.resolve("pg_wal"));
        postgres.startAgain();
        await().until(() -> database.query("SELECT pg_is_in_recovery()").equals("f"));
        startNodes();

        assertThat(epoch(0)).isNotEqualTo(before).isEqualTo(epoch(1));
    }

    /** Files that were put back while no node ran look as if nothing had been; so whoever does it has to say it. */
    @Test
    void anOperatorCanTellOfARestoreThatNobodySaw() throws Exception {
        String before = epoch(0);
        List<CompletableFuture<Ending>> watchers = watchAll(before + ":5");

        database.execute("UPDATE store SET origin = 'restored'");
        for (RestClient client : clients) {
            assertThat(client.get("/health").status()).isEqualTo(200); // looks at once, else it is looked every 5 s
        }

        assertToldGone(watchers);
        assertWentOnFrom(5, before);
    }

    private Path copy() throws IOException {
        Path backup = copyStopped();
        postgres.startAgain();
        return backup;
    }

    private Path copyStopped() throws IOException {
        Path backup = directory.resolve("backup");
        postgres.stop("INT");
        postgres.files().copyTo(backup);
        return backup;
    }

    /** Writes resources of these numbers; where the store is away for the moment it tries on, as a client has to. */
    private void write(int first, int last) {
        for (int i = first; i <= last; i++) {
            int number = i;
            await().until(() -> clients.get(number % 2)
                    .put("/v1/orders/" + number, "{\"n\":" + number + "}")
                    .isSuccess());
        }
    }

    private String epoch(int node) throws Exception {
        return clients.get(node).get("/v1").json().path("epoch").asText();
    }

    /** In all ways on both nodes, each up to date. */
    private List<CompletableFuture<Ending>> watchAll(String head) throws IOException {
        List<CompletableFuture<Ending>> watchers = new ArrayList<>();
        for (RestClient client : clients) {
            Endpoint endpoint = client.endpoint();
            watchers.add(LastWords.ofSocket(endpoint, "/v1/orders?snapshot=true"));
            watchers.add(LastWords.ofSocket(endpoint, "/v1/orders/1"));
            watchers.add(LastWords.ofSharedSocket(endpoint, "orders"));
            watchers.add(LastWords.ofStream(endpoint, "/v1/orders?snapshot=true"));
            watchers.add(LastWords.ofLongPoll(endpoint, "/v1/orders?wait=60&since=" + head));
        }
        return watchers;
    }

    private static void assertToldGone(List<CompletableFuture<Ending>> watchers) {
        for (CompletableFuture<Ending> watcher : watchers) {
            assertThat(watcher).succeedsWithin(20, TimeUnit.SECONDS).satisfies(ending -> {
                assertThat(ending.last().path("status").asInt()).isEqualTo(GONE);
                assertThat(ending.isAsPromised()).as(ending.toString()).isTrue();
            });
        }
    }

    private void assertWentOnFrom(int head, String before) throws Exception {
        String now = epoch(0);
        assertThat(now).isNotEqualTo(before);
        for (RestClient client : clients) {
            JsonNode page = client.get("/v1/orders").json();
            assertThat(page.path("epoch").asText()).isEqualTo(now);
            assertThat(page.path("revision").asInt()).isEqualTo(head);
            List<JsonNode> snapshot = LastWords.snapshot(client.endpoint(), "/v1/orders?snapshot=true");
            assertThat(snapshot)
                    .containsExactlyInAnyOrderElementsOf(
                            StreamSupport.stream(page.path("items").spliterator(), false)
                                    .toList())
                    .hasSize(head);
            Answer late = client.get("/v1/orders?since=" + before + ":1");
            assertThat(late.status()).isEqualTo(GONE);
            assertThat(late.json().path("epoch").asText()).isEqualTo(now);
        }
        Answer next = clients.get(1).put("/v1/orders/next", "{}");
        assertThat(next.receipt()).hasToString(now + ":" + (head + 1));
    }
}
