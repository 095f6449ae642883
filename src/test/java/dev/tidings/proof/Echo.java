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

    private final RestClient writer;
    private final String target;
    private final Recording recording = new Journal().recording("echo");
    private final Watcher watcher;
    private int count;

    private Echo(Endpoint from, Endpoint to, String collection) throws IOException {
        writer = new RestClient(from);
        target = "/v1/" + collection + "/echo";
        watcher = WatchClient.open(to, WatchRequest.all(collection), recording);
    }

    /** Watches from now on. */
    static Echo between(Endpoint from, Endpoint to, String collection) throws IOException, InterruptedException {
        Echo echo = new Echo(from, to, collection);
        assertThat(echo.recording.awaitFrames(1, PATIENCE)).isTrue();
        return echo;
    }

    /** How long each of so many changes took from its answer until it was heard, the longest last. */
    List<Duration> hear(int changes) throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            count++;
            long revision =
                    writer.put(target, "{\"n\":" + count + "}").receipt().revision();
            long answered = System.nanoTime();
            assertThat(recording.awaitRevision(revision, PATIENCE))
                    .as("revision %d", revision)
                    .isTrue();
            times.add(Duration.ofNanos(System.nanoTime() - answered));
        }
        assertThat(watcher.hasEnded()).isFalse();
        return times.stream().sorted().toList();
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }
}
