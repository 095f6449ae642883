package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes at one node and watches at another, one change after the other: how long each takes to come round. Nobody else may
 * write to its collection, so that no later change tells of an earlier one.
 */
final class Echo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final RestClient writer;
    private final Endpoint to;
    private final WatchRequest request;
    private final Recording recording = new Journal().recording("echo");
    private Watcher watcher;
    private int count;

    private Echo(Endpoint from, Endpoint to, String collection) throws IOException {
        writer = new RestClient(from);
        this.to = to;
        request = WatchRequest.all(collection);
        watcher = WatchClient.open(to, request, recording);
    }

    /** Watches from now on. */
    static Echo between(Endpoint from, Endpoint to, String collection) throws IOException, InterruptedException {
        Echo echo = new Echo(from, to, collection);
        echo.awaitRevision(0);
        return echo;
    }

    /** How long each of so many changes took from its answer until it was heard, the longest last. */
    List<Duration> hear(int changes) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            count++;
            Answer written = writer.put("/v1/" + request.collection() + "/echo", "{\"n\":" + count + "}");
            long answered = System.nanoTime();
            awaitRevision(written.receipt().revision());
            times.add(Duration.ofNanos(System.nanoTime() - answered));
        }
        return times.stream().sorted().toList();
    }

    /** Who does not get to read for two heartbeats, for want of a core, is taken for dead: then it comes back. */
    private void awaitRevision(long revision) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!recording.awaitRevision(revision, LOOK)) {
            assertThat(System.nanoTime())
                    .as(() -> "revision " + revision + ": " + recording)
                    .isLessThan(deadline);
            if (watcher.hasEnded()) {
                watcher = WatchClient.open(to, resumed(), recording);
            }
        }
    }

    private WatchRequest resumed() {
        return recording.hasPosition() ? request.from(recording.position()) : request;
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
