package dev.tidings.proof;

import dev.tidings.model.Position;
import dev.tidings.proof.WatcherLife.Way;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A crowd of watchers of every kind, each with a thread for its life. Closing ends them. */
final class Watchers implements AutoCloseable {

    private static final long JOIN_MILLIS = 20_000;

    private final List<Endpoint> nodes;
    private final Journal journal;
    private final List<String> collections;
    private final Random seeds;
    private final Plan plan;
    private final List<WatcherLife> lives = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Watchers(Plan plan, List<Endpoint> nodes, Journal journal, List<String> collections, long seed) {
        this.plan = plan;
        this.nodes = nodes;
        this.journal = journal;
        this.collections = collections;
        this.seeds = new Random(seed);
    }

    static Watchers start(Plan plan, List<Endpoint> nodes, Journal journal, List<String> collections, long seed) {
        Watchers started = new Watchers(plan, nodes, journal, collections, seed);
        for (int i = 0; i < plan.watchers(); i++) {
            started.add(i);
        }
        return started;
    }

    private void add(int number) {
        Random random = new Random(seeds.nextLong());
        String collection = collections.get(random.nextInt(collections.size()));
        WatchRequest every = WatchRequest.all(collection);
        WatchRequest all = random.nextInt(3) == 0 ? every.where(Colors.filter(random)) : every;
        WatchRequest one = WatchRequest.one(collection, "r" + random.nextInt(3));
        WatchRequest fromTheFirst = all.from(new Position(null, 0));
        switch (number % 12) {
            case 0 -> add(number, Way.SOCKET, all, random);
            case 1 -> add(number, Way.SOCKET, all.withSnapshot(), random);
            case 2 -> add(number, Way.SOCKET, fromTheFirst, random);
            case 3 -> add(number, Way.SOCKET, all.withSnapshot().onlyLatest(), random);
            case 4 -> add(number, Way.SOCKET, one.withSnapshot(), random);
            case 5 -> add(number, Way.STREAM, all, random);
            case 6 -> add(number, Way.STREAM, all.withSnapshot(), random);
            case 7 -> add(number, Way.STREAM, one, random);
            case 8 -> add(number, Way.STREAM, fromTheFirst.onlyLatest(), random);
            case 9 -> add(number, Way.SOCKET, all.onlyLatest(), random);
            case 10 -> add(number, Way.SOCKET, fromTheFirst.withSnapshot(), random);
            default -> addShared(number, List.of(all.withSnapshot(), one, fromTheFirst), random);
        }
    }

    private void add(int number, Way way, WatchRequest request, Random random) {
        start(way, Map.of(journal.recording("watcher-" + number), request), random);
    }

    private void addShared(int number, List<WatchRequest> requests, Random random) {
        Map<Recording, WatchRequest> named = new LinkedHashMap<>();
        for (WatchRequest request : requests) {
            named.put(journal.recording("watcher-" + number + "-" + named.size()), request);
        }
        start(Way.SHARED_SOCKET, named, random);
    }

    private void start(Way way, Map<Recording, WatchRequest> requests, Random random) {
        WatcherLife life = new WatcherLife(nodes, journal, way, requests, random, plan.sessions());
        Thread thread = new Thread(life, "life " + lives.size());
        thread.setDaemon(true);
        thread.start();
        lives.add(life);
        threads.add(thread);
    }

    /** Waits until each has come to stay. */
    void awaitSettled(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (WatcherLife life : lives) {
            if (!life.awaitSettled(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                throw new AssertionError("does not come to stay: " + life.recordings());
            }
        }
    }

    /** Waits until each was told everything up to the head of its collection. */
    void awaitHeads(Map<String, Long> heads, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (WatcherLife life : lives) {
            for (Recording recording : life.recordings()) {
                Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                if (!recording.awaitRevision(heads.get(recording.collection()), left)) {
                    throw new AssertionError(
                            "does not reach the heads " + heads + ": " + recording.toString() + recording.faults());
                }
            }
        }
    }

    @Override
    public void close() {
        lives.forEach(WatcherLife::end);
        try {
            for (Thread thread : threads) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
