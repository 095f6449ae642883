package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.model.Position;
import dev.tidings.proof.history.HistoryChecker;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import dev.tidings.store.PostgresServer;
import dev.tidings.store.PostgresServer.Database;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server moves from its file to PostgreSQL, and nobody who watches or sends again can tell. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CopyIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String[] KEY = {"Idempotency-Key", "\"once\""};
    private static final int PAGE = 10;

    private static PostgresServer postgres;

    @TempDir
    private Path directory;

    private Database database;
    private final Journal journal = new Journal();

    @BeforeAll
    static void startPostgres() {
        postgres = PostgresServer.start("fsync=on", "synchronous_commit=on");
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void makeDatabase() {
        database = postgres.database();
    }

    @Test
    void watchersAndRetriesGoOnWhereTheyWere() throws Exception {
        Recording recording = journal.recording("watcher");
        List<String> pages;
        Answer first;
        try (ServerProcess server = ServerProcess.in(directory).start()) {
            RestClient rest = new RestClient(server.endpoint());
            try (Watcher watcher = WatchClient.open(
                    server.endpoint(), WatchRequest.all("orders").withSnapshot(), recording)) {
                write(rest, "before");
                assertThat(recording.awaitFrames(20, SOON))
                        .as(recording::toString)
                        .isTrue();
                assertThat(watcher.hasEnded()).isFalse();
            }
            write(rest, "missed");
            first = rest.post("/v1/orders", "{\"once\":1}", KEY);
            pages = pages(rest, first.receipt());
            assertThat(copy(1)).contains("is in use by a server: stop that first");
            server.terminate();
            assertThat(server.awaitExit()).isZero();
        }

        assertThat(copy(0))
                .contains(
                        "Copied 1 collection, ",
                        "The epoch is still " + first.receipt().epoch());

        assertThat(copy(0)).contains("was moved here before");
        oldServerRefuses();
        try (ServerProcess server = onPostgres().start()) {
            RestClient rest = new RestClient(server.endpoint());
            assertThat(pages(rest, first.receipt())).isEqualTo(pages);
            Answer again = rest.post("/v1/orders", "{\"once\":1}", KEY);
            assertThat(again.header("idempotency-replayed")).contains("true");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.receipt()).isEqualTo(first.receipt());
            goesOn(server, rest, recording, first.receipt());
        }
    }

    @Test
    void aCopyThatIsKilledIsRunAgain() throws Exception {
        Position head;
        try (ServerProcess server = ServerProcess.in(directory).start()) {
            String lines = IntStream.range(0, 20_000)
                    .mapToObj(i -> "{\"id\":\"r" + i + "\",\"text\":\"" + "x".repeat(200) + "\"}")
                    .collect(Collectors.joining("\n"));
            head = new RestClient(server.endpoint())
                    .load("/v1/orders", BodyPublishers.ofString(lines))
                    .receipt();
            server.terminate();
            assertThat(server.awaitExit()).isZero();
        }
        try (ServerProcess copy = copying()) {
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() ->
                            "1".equals(database.query("SELECT count(*) FROM pg_tables WHERE tablename = 'transfer'"))
                                    && "1".equals(database.query("SELECT count(*) FROM transfer")));
            copy.kill();
        }
        try (ServerProcess tooEarly = onPostgres().launch()) {
            assertThat(tooEarly.awaitExit()).isEqualTo(1);
            assertThat(tooEarly.log()).contains("it holds an unfinished copy of sqlite:", "run that copy again");
        }

        await().atMost(SOON)
                .until(
                        () -> "0"
                                .equals(
                                        database.query(
                                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'")));
        assertThat(copy(0)).contains("20,000 resources, 20,000 changes");

        try (ServerProcess server = onPostgres().start()) {
            Answer answer = new RestClient(server.endpoint()).put("/v1/orders/new", "{}");
            assertThat(answer.receipt()).isEqualTo(new Position(head.epoch(), head.revision() + 1));
        }
    }

    private static void write(RestClient rest, String name) throws Exception {
        for (int i = 0; i < 20; i++) {
            rest.put("/v1/orders/" + name + i, "{ \"n\" : 1.1" + i + "0, \"zero\":\"\\u0000\" }");
        }
        rest.patch("/v1/orders/" + name + 1, "{\"patched\":true}", "application/merge-patch+json");
        rest.delete("/v1/orders/" + name + 2);
    }

    /** What a reader of the log's pages gets up to there, to the letter. */
    private static List<String> pages(RestClient rest, Position head) throws Exception {
        List<String> pages = new ArrayList<>();
        for (long from = 0; from < head.revision(); from += PAGE) {
            Answer page = rest.get("/v1/orders?since=" + head.epoch() + ":" + from + "&limit=" + PAGE);
            assertThat(page.status()).as(page::body).isEqualTo(200);
            pages.add(page.body());
        }
        return pages;
    }

    private void goesOn(ServerProcess server, RestClient rest, Recording recording, Position head) throws Exception {
        WatchRequest resumed = WatchRequest.all("orders").from(recording.position());
        try (Watcher watcher = WatchClient.open(server.endpoint(), resumed, recording)) {
            Answer put = rest.put("/v1/orders/after", "{}");
            assertThat(put.receipt()).isEqualTo(new Position(head.epoch(), head.revision() + 1));
            assertThat(recording.awaitRevision(put.receipt().revision(), SOON))
                    .as(recording::toString)
                    .isTrue();
            assertThat(recording.awaitSynced(SOON)).as(recording::toString).isTrue();
            assertThat(watcher.hasEnded()).isFalse();
        }
        journal.othersWrite();
        journal.quiet();
        new LogReader("reader", rest, journal).readAll("orders");
        assertThat(HistoryChecker.check(journal.history()).faults()).isEmpty();
    }

    private void oldServerRefuses() {
        try (ServerProcess old = ServerProcess.in(directory).launch()) {
            assertThat(old.awaitExit()).isEqualTo(1);
            assertThat(old.log()).contains("is not used: it was moved to postgresql://127.0.0.1:");
        }
    }

    private ServerProcess onPostgres() {
        return ServerProcess.in(directory.resolve("new")).with("--store.url=" + database.url());
    }

    /** Copies, and has to end so; what it said. */
    private String copy(int exit) {
        try (ServerProcess copy = copying()) {
            assertThat(copy.awaitExit()).as(copy::log).isEqualTo(exit);
            assertThat(copy.log()).doesNotContain("any@");
            return copy.log();
        }
    }

    private ServerProcess copying() {
        return ServerProcess.in(directory.resolve("copies"))
                .launchWith(List.of(
                        "copy", "--from=sqlite:" + directory.resolve("data/tidings.db"), "--to=" + database.url()));
    }
}
