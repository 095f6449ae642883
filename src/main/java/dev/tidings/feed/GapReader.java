package dev.tidings.feed;

import dev.tidings.store.ChangeLog.LogPage;
import java.util.function.Consumer;

/**
 * Asks the log for what the bus is late with, has lost, or only told of. On the feed's loop alone.
 *
 * <p>Invariants: one read at a time, and none while the walker is busy; as long as the target is above the walker's end, a
 * read or a timer is under way, or the walker is busy, or a read has just failed, and then the next look at the head asks again.
 */
final class GapReader {

    /** How long a batch waits for an earlier one before the log is asked, in milliseconds. */
    static final long GAP_MILLIS = 20;

    private static final int READ_CHANGES = 1024;
    private static final int READ_WEIGHT = 1024 * 1024;

    private final FeedOutside outside;
    private final FeedMetrics metrics;
    private final Walker walker;
    private final Target target;
    private final Life life;
    private final Consumer<LogPage> pages;
    private boolean reading;
    private boolean readOn; // a page of the log moved the end: there may be more
    private boolean timing;

    GapReader(
            FeedOutside outside,
            FeedMetrics metrics,
            Walker walker,
            Target target,
            Life life,
            Consumer<LogPage> pages) {
        this.outside = outside;
        this.metrics = metrics;
        this.walker = walker;
        this.target = target;
        this.life = life;
        this.pages = pages;
    }

    void restart() {
        reading = false;
        readOn = false;
        timing = false;
    }

    /** Gives the bus some time to bring what is missing, then asks the log. */
    void await() {
        if (target.isAbove(walker.end()) && !walker.isBusy() && !timing) {
            timing = true;
            Consumer<Void> fired = life.guard(none -> timer());
            outside.afterMillis(GAP_MILLIS, () -> fired.accept(null));
        }
    }

    private void timer() {
        timing = false;
        if (readNow()) {
            metrics.gap();
        }
    }

    /** Asks the log at once; false where there is nothing to ask for, or no way to ask it now. */
    boolean readNow() {
        boolean due = target.isAbove(walker.end()) && !walker.isBusy() && !reading;
        if (due) {
            read();
        }
        return due;
    }

    private void read() {
        reading = true;
        readOn = false;
        outside.changes(
                walker.end(),
                walker.end() + READ_CHANGES,
                READ_WEIGHT,
                Answer.to(life.guard(this::page), life.guard(cause -> reading = false))); // the next poll tries again
    }

    private void page(LogPage page) {
        reading = false;
        pages.accept(page);
    }

    /** A page brought something, or not. */
    void brought(boolean something) {
        readOn = something;
    }

    /** Nothing that came by itself fits any more. */
    void goOn() {
        if (readOn && target.isAbove(walker.end())) {
            read();
        } else {
            readOn = false;
            await(); // what the log does not have yet is not asked for in a tight circle
        }
    }
}
