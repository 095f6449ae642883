package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import dev.tidings.proof.history.HistoryChecker;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a new user does in the first minute, on real data. */
class FirstMinuteIT {

    private static final Path COUNTRIES = Path.of("src/test/resources/countries.ndjson");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private ServerProcess server;
    private RestClient rest;
    private final Journal journal = new Journal();

    @BeforeEach
    void start() {
        server = ServerProcess.in(directory).start();
        rest = new RestClient(server.endpoint());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void countriesAreLoadedWatchedChangedAndStillThereAfterAKill() throws Exception {
        List<String> lines = Files.readAllLines(COUNTRIES);
        loadAll(lines);
        comesBackAsSent(lines);
        Recording socket = journal.recording("socket");
        Recording stream = new Recording("stream", journal::now);
        WatchRequest request = WatchRequest.all("countries").withSnapshot();
        try (Watcher one = WatchClient.open(server.endpoint(), request, socket);
                Watcher other = StreamClient.open(server.endpoint(), request, stream)) {
            assertThat(List.of(one.hasEnded(), other.hasEnded())).containsOnly(false);
            seesAll(socket, lines.size());
            seesAll(stream, lines.size());
            writesComeRound(socket, stream);
        }
        goesOnAfterAKill(socket);
    }

    private void loadAll(List<String> lines) throws Exception {
        Answer answer = rest.load("/v1/countries", BodyPublishers.ofFile(COUNTRIES));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("created").asInt()).isEqualTo(lines.size());
        assertThat(answer.json().path("failed").asInt()).isZero();
        Answer again = rest.load("/v1/countries", BodyPublishers.ofFile(COUNTRIES));
        assertThat(again.json().path("unchanged").asInt()).isEqualTo(lines.size());
        assertThat(again.receipt()).isEqualTo(answer.receipt());
    }

    /** To the letter: after the members that the server manages, the text is the client's own. */
    private void comesBackAsSent(List<String> lines) throws Exception {
        for (String line : lines) {
            String id = Json.read(line).path("id").asText();
            String own = line.substring(line.indexOf(',') + 1);
            assertThat(rest.get("/v1/countries/" + id).body()).endsWith("\"," + own);
        }
    }

    private void seesAll(Recording recording, int count) throws Exception {
        assertThat(recording.awaitSynced(SOON)).as(recording::toString).isTrue();
        assertThat(recording.held()).hasSize(count);
    }

    private void writesComeRound(Recording socket, Recording stream) throws Exception {
        Answer put = rest.put("/v1/countries/ATL", "{\"name\":{\"common\":\"Atlantis\"},\"area\":1.10}");
        assertThat(put.status()).isEqualTo(201);
        Answer patch = rest.patch("/v1/countries/ABW", "{\"capital\":[\"Atlantis\"]}", "application/merge-patch+json");
        assertThat(patch.status()).isEqualTo(200);
        Answer delete = rest.delete("/v1/countries/ZWE");
        assertThat(delete.status()).isEqualTo(204);
        for (Recording recording : List.of(socket, stream)) {
            long last = delete.receipt().revision();
            assertThat(recording.awaitRevision(last, SOON))
                    .as(recording::toString)
                    .isTrue();
            assertThat(recording.held()).containsEntry("ATL", put.json()).containsEntry("ABW", patch.json());
            assertThat(recording.held()).doesNotContainKey("ZWE");
        }
    }

    private void goesOnAfterAKill(Recording recording) throws Exception {
        Position before = recording.position();
        server.kill();
        server.start();
        Answer put = rest.put("/v1/countries/ATL", "{\"name\":{\"common\":\"Atlantis again\"}}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.receipt()).isEqualTo(new Position(before.epoch(), before.revision() + 1));
        try (Watcher again = WatchClient.open(server.endpoint(), resumed(recording), recording)) {
            assertThat(recording.awaitSynced(SOON)).as(recording::toString).isTrue();
            assertThat(again.hasEnded()).isFalse();
        }
        journal.othersWrite();
        journal.quiet();
        new LogReader("reader", rest, journal).readAll("countries");
        assertThat(HistoryChecker.check(journal.history()).faults()).isEmpty();
        JsonNode atlantis = recording.held().get("ATL");
        assertThat(atlantis.path("name").path("common").asText()).isEqualTo("Atlantis again");
    }

    private static WatchRequest resumed(Recording recording) {
        return WatchRequest.all("countries").from(recording.position());
    }
}
