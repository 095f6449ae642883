package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.proof.history.HistoryChecker;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who reads slowly stays, gets everything, costs a bounded amount of memory and delays nobody. */
@Tag("alone")
class SlowReaderIT {

    private static final int CHANGES = Integer.getInteger("proof.changes", 30_000);
    private static final int LOADS = 10;
    private static final int SLOW = 6;

    /** A kernel tells that there is room again for some 128 KiB at once only, which has to be well within two heartbeats. */
    private static final int BYTES_PER_SECOND = 100_000;

    private static final String FILLING = "slow and steady ".repeat(80);
    private static final long MOST_HEAP = 24L << 20;
    private static final long MOST_RESIDENT = 160L << 20;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Journal journal = new Journal();
    private final List<Recording> slow = new ArrayList<>();
    private final List<Watcher> slowWatchers = new ArrayList<>();

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aSlowReaderStaysAndGetsEverythingAndCostsNobodyAnything(@TempDir Path directory) throws Exception {
        try (ServerProcess server = ServerProcess.in(directory)
                .withJvm("-Xms192m", "-Xmx192m", "-XX:+AlwaysPreTouch")
                .with("--watch.heartbeat=3s")
                .start()) {
            RestClient rest = new RestClient(server.endpoint());
            load(rest, 0); // warms it, so that what grows from here on is of the watchers
            Recording healthy = journal.recording("healthy");
            try (Watcher healthyWatcher = WatchClient.open(server.endpoint(), WatchRequest.all("ticks"), healthy)) {
                openSlow(server.endpoint());
                long heap = server.figures().liveHeap();
                long resident = server.figures().rss();
                for (int i = 1; i <= LOADS; i++) {
                    load(rest, i);
                }
                long head = new LogReader("reader", rest, journal).head("ticks").revision();
                assertThat(healthy.awaitRevision(head, SOON))
                        .as("the slow delay nobody")
                        .isTrue();
                assertThat(healthyWatcher.hasEnded()).isFalse();
                assertThat(slow).allMatch(recording -> recording.revision() < head / 2, "is far behind");
                assertThat(slowWatchers).noneMatch(Watcher::hasEnded);
                assertThat(server.figures().liveHeap() - heap).as("heap").isLessThan(MOST_HEAP);
                assertThat(server.figures().rss() - resident).as("resident").isLessThan(MOST_RESIDENT);
                catchUp(head);
            }
            checkHistory(rest);
        }
    }

    private void openSlow(Endpoint server) throws Exception {
        for (int i = 0; i < SLOW; i++) {
            Recording recording = journal.recording("slow-" + i);
            WatchRequest request = WatchRequest.all("ticks");
            Watcher watcher = i % 2 == 0
                    ? WatchClient.open(server, request, recording)
                    : StreamClient.open(server, request, recording);
            assertThat(recording.awaitFrames(1, SOON)).isTrue();
            watcher.valve().drip(BYTES_PER_SECOND);
            slow.add(recording);
            slowWatchers.add(watcher);
        }
    }

    private static void load(RestClient rest, int round) throws Exception {
        int count = CHANGES / LOADS;
        Answer answer = rest.load(
                "/v1/ticks",
                BodyPublishers.ofInputStream(() -> new BulkLines(
                        count,
                        line -> "{\"id\":\"t" + line % 1000 + "\",\"mark\":\"" + round + "-" + line
                                + "\",\"price\":1.10,\"filling\":\"" + FILLING + "\"}")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("failed").asInt()).isZero();
    }

    private void catchUp(long head) throws Exception {
        slowWatchers.forEach(watcher -> watcher.valve().open());
        for (Recording recording : slow) {
            assertThat(recording.awaitRevision(head, PATIENCE))
                    .as("%s gets everything", recording)
                    .isTrue();
        }
        for (Watcher watcher : slowWatchers) {
            watcher.close();
        }
    }

    private void checkHistory(RestClient rest) throws Exception {
        journal.othersWrite();
        journal.quiet();
        new LogReader("reader", rest, journal).readAll("ticks");
        assertThat(HistoryChecker.check(journal.history()).faults()).isEmpty();
    }
}
