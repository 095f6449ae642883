package dev.tidings.proof;

import java.util.ArrayList;
import java.util.List;

/** Writers side by side, each with a thread of its own. */
final class Writers {

    private static final long JOIN_MILLIS = 70_000; // an answer may take as long as a request may wait

    private final List<Writer> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Writers() {}

    static Writers start(int count, RestClient rest, Ledger ledger, List<String> collections, long seed, int pause) {
        Writers started = new Writers();
        for (int i = 0; i < count; i++) {
            Writer writer = new Writer(i, rest, ledger, collections, seed, pause);
            Thread thread = new Thread(writer, "writer " + i);
            thread.setDaemon(true);
            thread.start();
            started.writers.add(writer);
            started.threads.add(thread);
        }
        return started;
    }

    /** Stops them and waits for their last answers. */
    void stop() throws InterruptedException {
        writers.forEach(Writer::stop);
        for (Thread thread : threads) {
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " waits for an answer that does not come");
            }
        }
    }
}
