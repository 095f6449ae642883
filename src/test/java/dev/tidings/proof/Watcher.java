package dev.tidings.proof;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection that watches, with a thread that reads it into its recordings. What a subclass promises: every frame
 * reaches its recording in order, until the connection ends or the budget of frames is used up; then it hangs up without
 * a word, as a client does that is cut off.
 */
abstract class Watcher implements Closeable {

    static final int WITHOUT_END = Integer.MAX_VALUE;

    private final CountDownLatch ended = new CountDownLatch(1);
    private int budget;

    Watcher(int budget) {
        this.budget = budget;
    }

    final void startReading(String name) {
        Thread reader = new Thread(this::readToEnd, name);
        reader.setDaemon(true);
        reader.start();
    }

    private void readToEnd() {
        try {
            while (budget > 0 && readNext()) {
                // on to the next
            }
            hangUp();
        } catch (IOException cutOff) {
            // the connection is gone, which the owner sees by the end
        } catch (RuntimeException | AssertionError broken) {
            fault("cannot be read: " + broken);
        } finally {
            ended.countDown();
        }
    }

    /** Reads one message; false at the end. */
    abstract boolean readNext() throws IOException;

    abstract void fault(String what);

    abstract Valve valve();

    /** Ends the connection with a reset. */
    abstract void hangUp() throws IOException;

    final boolean spend() {
        budget--;
        return budget > 0;
    }

    final boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    final boolean hasEnded() {
        return ended.getCount() == 0;
    }
}
