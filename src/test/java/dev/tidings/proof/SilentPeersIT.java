package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that vanished without a word are found, whether or not something waits for them, and leave nothing behind. */
@Tag("alone")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SilentPeersIT {

    private static final int PEERS = 50;
    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration SLACK = Duration.ofMillis(1_500);
    private static final Duration TWO_HEARTBEATS = HEARTBEAT.multipliedBy(2).plus(SLACK);
    private static final Duration THREE_HEARTBEATS = HEARTBEAT.multipliedBy(3).plus(SLACK);

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static RestClient rest;

    private final List<RawPeer> peers = new ArrayList<>();
    private final Journal journal = new Journal();
    private Recording living;
    private WatchClient livingWatcher;
    private Gauges before;

    @BeforeAll
    static void startServer() {
        server = ServerProcess.in(directory)
                .with("--watch.heartbeat=" + HEARTBEAT.toMillis() + "ms")
                .start();
        rest = new RestClient(server.endpoint());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void aLivingWatcherIsThere() throws Exception {
        living = journal.recording("living");
        livingWatcher = WatchClient.open(server.endpoint(), WatchRequest.all("noise"), living);
        assertThat(living.awaitFrames(1, SLACK)).isTrue();
        before = Gauges.of(server.endpoint());
    }

    @AfterEach
    void allLeave() throws Exception {
        for (RawPeer peer : peers) {
            peer.close();
        }
        livingWatcher.close();
        awaitGauges(before.plus(-1), SLACK);
    }

    private static void awaitGauges(Gauges wanted, Duration patience) {
        await().atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(Gauges.of(server.endpoint())).isEqualTo(wanted));
    }

    @Test
    void peersWithNothingToReadAreClosedWithinTwoHeartbeats() throws Exception {
        for (int i = 0; i < PEERS; i++) {
            peers.add(RawPeer.webSocket(server.endpoint(), "/v1/quiet"));
        }
        awaitGauges(before.plus(PEERS), HEARTBEAT);
        awaitGauges(before, TWO_HEARTBEATS);
        for (RawPeer peer : peers) {
            assertThat(peer.sawItsEnd(5_000)).as("its socket was closed").isTrue();
        }
        assertThat(livingWatcher.hasEnded()).as("who answers pings stays").isFalse();
    }

    @Test
    void peersWithAFullQueueAreClosedWithinTwoHeartbeats() throws Exception {
        for (int i = 0; i < PEERS; i++) {
            peers.add(RawPeer.webSocket(server.endpoint(), "/v1/noise"));
        }
        fillQueues();
        awaitGauges(before, TWO_HEARTBEATS);
        awaitLivingWatcher();
    }

    @Test
    void streamsWithAFullQueueAreClosedWithinThreeHeartbeats() throws Exception {
        for (int i = 0; i < PEERS; i++) {
            peers.add(RawPeer.stream(server.endpoint(), "/v1/noise"));
        }
        fillQueues();
        awaitGauges(before, THREE_HEARTBEATS);
        awaitLivingWatcher();
    }

    /** Writes more than all buffers on the way to a peer hold: 256 KiB at the server and some at the peer. */
    private static void fillQueues() throws Exception {
        String filling = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            Answer answer = rest.post("/v1/noise", "{\"filling\":\"" + filling + "\"}", "Prefer", "return=minimal");
            assertThat(answer.status()).isEqualTo(201);
        }
    }

    private void awaitLivingWatcher() throws Exception {
        long head = new LogReader("reader", rest, journal).head("noise").revision();
        assertThat(living.awaitRevision(head, Duration.ofSeconds(10)))
                .as("who reads is told")
                .isTrue();
        assertThat(livingWatcher.hasEnded()).isFalse();
    }

    @Test
    void peersThatHangUpAreGoneAtOnce(@TempDir Path other) throws Exception {
        try (ServerProcess patient = ServerProcess.in(other).start()) {
            Gauges empty = Gauges.of(patient.endpoint());
            List<RawPeer> leaving = new ArrayList<>();
            for (int i = 0; i < PEERS / 2; i++) {
                leaving.add(RawPeer.webSocket(patient.endpoint(), "/v1/quiet"));
                leaving.add(RawPeer.stream(patient.endpoint(), "/v1/quiet"));
            }
            await().atMost(SLACK).untilAsserted(() -> assertThat(Gauges.of(patient.endpoint()))
                    .isEqualTo(empty.plus(leaving.size())));
            for (RawPeer peer : leaving) {
                peer.hangUp();
            }
            await().atMost(SLACK).untilAsserted(() -> assertThat(Gauges.of(patient.endpoint()))
                    .isEqualTo(empty));
        }
    }
}
