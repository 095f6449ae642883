package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Filter;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.time.Duration;

/** A watcher that begins behind the head, with a filter of its own, so that its node has to ask the log. */
final class Straggler {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Recording recording = new Journal().recording("behind");
    private final WatchRequest request;

    private Straggler(WatchRequest request) {
        this.request = request;
    }

    /** One that is this many changes behind; it does not watch yet. */
    static Straggler behind(Endpoint node, String collection, int changes) throws IOException, InterruptedException {
        Position head = new LogReader("a look", new RestClient(node), new Journal()).head(collection);
        return new Straggler(WatchRequest.all(collection)
                .where(new Filter("color!=black", resource -> true))
                .from(new Position(head.epoch(), head.revision() - changes)));
    }

    /** Watches at a node until that one ends, be it in the middle of its first answer. */
    void watchUntilTheEndOf(Endpoint node) throws InterruptedException {
        try (Watcher watcher = WatchClient.open(node, request, recording)) {
            assertThat(watcher.awaitEnd(PATIENCE)).isTrue();
        } catch (IOException ended) {
            assertThat(recording.hasPosition()).as("it had not begun").isFalse();
        }
    }

    /** Goes on from what it saw, until it is told that it saw everything. */
    void goOnAt(Endpoint node) throws IOException, InterruptedException {
        Position seen = recording.hasPosition() ? recording.position() : request.since();
        WatchRequest rest = WatchRequest.all(request.collection()).from(seen);
        try (Watcher watcher = WatchClient.open(node, rest, recording)) {
            assertThat(recording.awaitSynced(PATIENCE)).as(recording::toString).isTrue();
            assertThat(watcher.hasEnded()).isFalse();
        }
        assertThat(recording.faults()).isEmpty();
    }
}
