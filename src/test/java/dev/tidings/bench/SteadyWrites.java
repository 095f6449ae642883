package dev.tidings.bench;

import dev.tidings.proof.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes at a rate until closed. It has a thread and a loop of its own: on one loop with a crowd of readers it would wait
 * for each of them, and the rate would tell of the load, not of the server.
 */
final class SteadyWrites implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String BODY = "{\"filling\":\"" + "x".repeat(160) + "\"}";

    private final Endpoint server;
    private final String collection;
    private final int writers;
    private final int rate;
    private final Queue<Poster> idle = new ArrayDeque<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean over;
    private long sent;

    /** @param writers how many requests may be under way at a time */
    SteadyWrites(Endpoint server, String collection, int writers, int rate) {
        this.server = server;
        this.collection = collection;
        this.writers = writers;
        this.rate = rate;
    }

    SteadyWrites start() {
        new Thread(this::run, "writes").start();
        return this;
    }

    /** How many were answered so far. For any thread; an error where the writing broke off. */
    int answered() {
        if (ended.isDone()) {
            ended.join();
        }
        return answered.get();
    }

    private void run() {
        try (Loop loop = new Loop(server)) {
            for (int i = 0; i < writers; i++) {
                loop.connect(new Poster(loop, collection, this::idle));
            }
            loop.runUntil(() -> idle.size() == writers, PATIENCE);
            long begin = System.nanoTime();
            loop.runUntil(() -> over || sendWhatIsDue(begin), PATIENCE);
            ended.complete(null);
        } catch (IOException | RuntimeException broken) {
            ended.completeExceptionally(broken);
        }
    }

    private void idle(Poster poster) {
        if (poster.latency() >= 0) {
            answered.incrementAndGet();
        }
        idle.add(poster);
    }

    /** What could not be sent in time, as all writers wait for an answer, is left out. Never done. */
    private boolean sendWhatIsDue(long begin) {
        long due = (System.nanoTime() - begin) * rate / 1_000_000_000L;
        while (sent < due && !idle.isEmpty()) {
            sent++;
            try {
                idle.remove().post(BODY);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        sent = due;
        return false;
    }

    @Override
    public void close() {
        over = true;
        try {
            ended.join();
        } catch (CompletionException broken) {
            throw new IllegalStateException("the writing broke off", broken);
        }
    }
}
