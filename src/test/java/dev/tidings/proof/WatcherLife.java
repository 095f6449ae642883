package dev.tidings.proof;

import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.Span;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The life of one watcher: it comes, reads, stops reading for a while, is cut off after any frame, stays away, goes on from
 * where it was, at any node. After some such sessions it settles: it stays for good and, when the server goes away, comes back.
 */
final class WatcherLife implements Runnable {

    /** How it watches. */
    enum Way {
        SOCKET,
        STREAM,
        /** All its requests as subscriptions on one socket. */
        SHARED_SOCKET
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int RETRY_MILLIS = 20;
    private static final int LONGEST_SESSION_MILLIS = 500;
    private static final int LONGEST_DEAFNESS_MILLIS = 700;
    private static final int LONGEST_ABSENCE_MILLIS = 250;
    private static final int MOST_FRAMES = 600;

    private static final int GONE = 410;

    private final List<Endpoint> nodes;
    private final Journal journal;
    private final Way way;
    private final Map<Recording, WatchRequest> first;
    private final Random random;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private int sessions;

    /**
     * @param nodes any of which it connects to
     * @param sessions how often it is cut off before it settles
     */
    WatcherLife(
            List<Endpoint> nodes,
            Journal journal,
            Way way,
            Map<Recording, WatchRequest> requests,
            Random random,
            int sessions) {
        this.nodes = nodes;
        this.journal = journal;
        this.way = way;
        this.first = new LinkedHashMap<>(requests);
        this.random = random;
        this.sessions = sessions;
    }

    List<Recording> recordings() {
        return List.copyOf(first.keySet());
    }

    boolean awaitSettled(Duration patience) throws InterruptedException {
        return settled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
        over.countDown();
    }

    @Override
    public void run() {
        try {
            for (; sessions > 0; sessions--) {
                unsteadySession();
            }
            do {
                steadySession();
            } while (!over.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError broken) {
            fault("its life broke: " + broken);
        }
    }

    private void unsteadySession() throws InterruptedException {
        int budget = 1 + random.nextInt(random.nextBoolean() ? MOST_FRAMES : MOST_FRAMES / 20);
        try {
            Watcher watcher = connect(budget);
            if (random.nextInt(4) == 0) {
                watcher.valve().shut();
                pause(LONGEST_DEAFNESS_MILLIS);
                watcher.valve().open();
            }
            if (!watcher.awaitEnd(Duration.ofMillis(1L + random.nextInt(LONGEST_SESSION_MILLIS)))) {
                leave(watcher);
            }
            awaitEndOf(watcher);
        } catch (IOException cutOff) {
            explain(cutOff);
        }
        pause(LONGEST_ABSENCE_MILLIS);
    }

    private void leave(Watcher watcher) throws IOException {
        if (random.nextBoolean()) {
            watcher.hangUp();
        } else {
            watcher.close();
        }
    }

    /** What is still in its buffers belongs to the recording that the next session goes on from. */
    private void awaitEndOf(Watcher watcher) throws InterruptedException {
        if (!watcher.awaitEnd(PATIENCE)) {
            fault("its connection does not end");
        }
    }

    private void steadySession() throws InterruptedException {
        try {
            Watcher watcher = connect(Watcher.WITHOUT_END);
            try (watcher) {
                settled.countDown();
                while (!watcher.hasEnded() && !hasLostOne() && !over.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    // it reads on
                }
            }
            awaitEndOf(watcher);
        } catch (IOException cutOff) {
            explain(cutOff);
        }
    }

    /** On a shared socket one subscription may end alone: then it is left, and all come back. */
    private boolean hasLostOne() {
        return first.keySet().stream().anyMatch(recording -> recording.isAdrift() || recording.isRefused());
    }

    private Watcher connect(int budget) throws IOException {
        Endpoint node = nodes.get(random.nextInt(nodes.size()));
        Map<Recording, WatchRequest> requests = new LinkedHashMap<>();
        first.forEach((recording, request) -> requests.put(recording, next(recording, request)));
        Recording recording = new ArrayList<>(requests.keySet()).get(0);
        WatchRequest request = requests.get(recording);
        long invoked = journal.now();
        try {
            return switch (way) {
                case SOCKET -> WatchClient.open(node, request, recording, budget);
                case STREAM -> StreamClient.open(node, request, recording, budget);
                case SHARED_SOCKET -> WatchClient.openShared(node, requests, budget);
            };
        } catch (RefusedException refused) {
            if (refused.answer().status() == GONE && request.since() != null) {
                Span span = new Span(recording.name(), node.authority(), invoked, journal.now());
                journal.add(LogReader.gone(span, request.collection(), request.since(), refused.answer()));
                recording.startAnew();
            }
            throw refused;
        }
    }

    private WatchRequest next(Recording recording, WatchRequest request) {
        if (recording.isAdrift()) {
            return request.from(null).withSnapshot();
        }
        if (!recording.hasPosition()) {
            return request;
        }
        WatchRequest resumed = request.from(recording.position());
        return random.nextBoolean() ? resumed.withoutSnapshot() : resumed;
    }

    /** A server that is down is no fault, whether a 410 is one is seen later; one that refuses what it should serve is. */
    private void explain(IOException cutOff) {
        if (cutOff instanceof RefusedException refused
                && !Set.of(503, GONE).contains(refused.answer().status())) {
            fault(refused.getMessage());
        }
    }

    private void pause(int longestMillis) throws InterruptedException {
        over.await(random.nextInt(longestMillis), TimeUnit.MILLISECONDS);
    }

    private void fault(String what) {
        first.keySet().forEach(recording -> recording.fault(what));
    }
}
