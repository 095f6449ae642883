package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.proof.history.HistoryChecker;
import dev.tidings.proof.history.Intent;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.Span;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: everybody is told, what is under way is finished, and it exits with 0. */
class DrainIT {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final int SOCKETS = 20;
    private static final int STREAMS = 10;
    private static final int WRITERS = 4;
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Journal journal = new Journal();
    private final List<WatchClient> sockets = new ArrayList<>();
    private final List<StreamClient> streams = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void everybodyIsToldAndWhatIsUnderWayIsFinished(@TempDir Path directory) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess server = ServerProcess.in(directory)
                .with("--drain.delay=700ms", "--drain.time=" + DRAIN.toMillis() + "ms")
                .start()) {
            watch(server.endpoint());
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(threads.submit(() -> writeUntilTold(server.endpoint(), number)));
            }
            assertThat(journal.awaitApplied(100, SOON)).isTrue();
            Future<Answer> late = threads.submit(() -> finishLate(server));

            server.terminate();
            await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> server.readiness() == 503);
            assertThat(late.get(20, TimeUnit.SECONDS).status())
                    .as("what was half sent is finished")
                    .isEqualTo(201);
            for (Future<Integer> writer : writers) {
                assertThat(writer.get(20, TimeUnit.SECONDS)).isPositive();
            }
            streamsEndWithAHint();
            socketsCloseWithAHint();
            assertThat(server.awaitExit()).as(server::log).isZero();
            nothingIsLost(server);
        } finally {
            threads.shutdownNow();
        }
    }

    private void watch(Endpoint server) throws Exception {
        WatchRequest request = WatchRequest.all("orders");
        for (int i = 0; i < SOCKETS; i++) {
            sockets.add(WatchClient.open(server, request, recording("socket-" + i)));
        }
        for (int i = 0; i < STREAMS; i++) {
            streams.add(StreamClient.open(server, request, recording("stream-" + i)));
        }
        for (Recording recording : recordings) {
            assertThat(recording.awaitFrames(1, SOON)).isTrue();
        }
    }

    private Recording recording(String name) {
        Recording recording = journal.recording(name);
        recordings.add(recording);
        return recording;
    }

    /** Writes over one connection until an answer says that it is the last; each write must be answered. How many. */
    private int writeUntilTold(Endpoint server, int number) throws IOException {
        try (HttpWire wire = HttpWire.connect(server)) {
            for (int i = 0; ; i++) {
                String mark = number + "-" + i;
                long invoked = journal.now();
                Answer answer = wire.exchange("POST", "/v1/orders", JSON, "{\"mark\":\"" + mark + "\"}");
                assertThat(answer.status()).as(answer::toString).isEqualTo(201);
                Span span = new Span("writer-" + number, server.authority(), invoked, journal.now());
                Intent intent = Intent.write("POST", null, mark);
                journal.add(new Write(span, "orders", intent, Outcomes.of(intent, answer)));
                if (answer.header("connection").orElse("").equalsIgnoreCase("close")) {
                    return i;
                }
            }
        }
    }

    /** Sends the first half of a write before the end is asked for, and the other half after. */
    private static Answer finishLate(ServerProcess server) throws IOException {
        byte[] body = "{\"mark\":\"late\"}".getBytes(UTF_8);
        try (HttpWire wire = HttpWire.connect(server.endpoint())) {
            wire.sendHead("POST", "/v1/late", JSON, body.length);
            wire.write(java.util.Arrays.copyOf(body, 5));
            await().atMost(SOON).until(() -> server.readiness() == 503);
            wire.write(java.util.Arrays.copyOfRange(body, 5, body.length));
            HttpWire.Head head = wire.readHead();
            String text = new String(wire.body(head).readAllBytes(), UTF_8);
            return new Answer(head.status(), head.headers(), text);
        }
    }

    private void streamsEndWithAHint() throws Exception {
        for (StreamClient stream : streams) {
            assertThat(stream.awaitEnd(DRAIN.plus(SOON))).isTrue();
            assertThat(stream.endedCleanly())
                    .as("the stream is ended, not cut off")
                    .isTrue();
            assertThat(stream.retries())
                    .as("a hint at the start and one at the end")
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private void socketsCloseWithAHint() throws Exception {
        for (WatchClient socket : sockets) {
            assertThat(socket.awaitEnd(DRAIN.plus(SOON))).isTrue();
            assertThat(socket.closeCode()).isEqualTo(1012);
            long after = Json.read(socket.closeReason()).path("retryAfterMs").asLong(-1);
            assertThat(after).isNotNegative();
        }
        assertThat(sockets.stream().map(WatchClient::closeReason).distinct().count())
                .as("the hints are spread")
                .isGreaterThan(1);
    }

    /** Started again, it has all that was acknowledged, and who comes back with its position misses nothing. */
    private void nothingIsLost(ServerProcess server) throws Exception {
        server.start();
        LogReader reader = new LogReader("reader", new RestClient(server.endpoint()), journal);
        long head = reader.head("orders").revision();
        for (Recording recording : recordings) {
            WatchRequest request = WatchRequest.all("orders").from(recording.position());
            try (Watcher again = WatchClient.open(server.endpoint(), request, recording)) {
                assertThat(recording.awaitSynced(SOON))
                        .as("%s up to %d", recording, head)
                        .isTrue();
                assertThat(again.hasEnded()).isFalse();
            }
        }
        journal.quiet();
        reader.readAll("orders");
        assertThat(HistoryChecker.check(journal.history()).faults()).isEmpty();
    }
}
