package dev.tidings.proof;

import dev.tidings.proof.history.Journal;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A client with a thread of its own that does one thing after the other until it is stopped. It has a node of its own, and
 * goes to any other for one request in a few.
 */
abstract class Client implements Runnable {

    private static final int RETRY_MILLIS = 20;

    private final String name;
    private final int home;
    private final Nodes nodes;
    private final Journal journal;
    private final Random random;
    private final int pauseMillis;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param pauseMillis the longest pause between two things that it does */
    Client(String name, int home, Nodes nodes, Journal journal, Random random, int pauseMillis) {
        this.name = name;
        this.home = home;
        this.nodes = nodes;
        this.journal = journal;
        this.random = random;
        this.pauseMillis = pauseMillis;
    }

    /** Does one thing. */
    abstract void act() throws InterruptedException;

    @Override
    public final void run() {
        try {
            do {
                act();
            } while (!stopped.await(random.nextInt(pauseMillis + 1), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError broken) {
            journal.fault(name + ": " + broken);
        }
    }

    final void stop() {
        stopped.countDown();
    }

    final boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Lets some time pass. */
    final void rest() throws InterruptedException {
        stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    final RestClient node() {
        return nodes.pick(home, random);
    }

    final Random random() {
        return random;
    }

    final String name() {
        return name;
    }
}
