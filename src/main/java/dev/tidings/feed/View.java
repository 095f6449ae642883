package dev.tidings.feed;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one or more subscribers of this node see of a collection: its frames, made once for all of them. On the feed's loop
 * alone.
 *
 * <p>Invariants: the tail holds all that was selected in {@code (base, end of the feed]}; base is at most {@code pubEnd}
 * and at most what a page in flight holds, so who was up to date, or comes with a page that reached the head, finds all
 * that is new in the next message, however big the burst.
 */
final class View {

    private final ViewKey key;
    private final FeedLimits limits;
    private final Framer framer;
    private final Supplier<LogPages> newPages;
    private final TailBuffer tail;
    private LogPages pages; // null while nobody catches up: most views never need any
    private int count;
    private long pubEnd;
    private boolean dirty;
    private long committedAt;

    View(ViewKey key, FeedLimits limits, Framer framer, Supplier<LogPages> newPages, long end) {
        this.key = key;
        this.limits = limits;
        this.framer = framer;
        this.newPages = newPages;
        this.tail = new TailBuffer(limits.chunkBytes(), end);
        this.pubEnd = end;
    }

    ViewKey key() {
        return key;
    }

    void join() {
        count++;
    }

    /** One leaves; true where nobody is left. */
    boolean leave() {
        count--;
        return isLeft();
    }

    /** Gives back what it keeps: nobody is left. */
    void close() {
        if (pages != null) {
            pages.close();
        }
    }

    /** Whether all have left: it hears of no change any more, so what it would tell is not whole. */
    boolean isLeft() {
        return count == 0;
    }

    boolean isFiltered() {
        return framer.selector().filtered();
    }

    /** What a change is to the view; empty where it does not concern it. */
    Optional<Frame> frame(String epoch, Sighting sighting) {
        return framer.change(epoch, sighting);
    }

    /** The view has this to tell; it is dirty until the next broadcast. */
    void append(Frame frame, long frameCommittedAt) {
        tail.append(frame);
        if (!dirty) {
            dirty = true;
            committedAt = frameCommittedAt;
        }
    }

    /** The newest tail, for one who joins. */
    Tail tail(long end) {
        return tail.tail(end, 0);
    }

    boolean isDirty() {
        return dirty;
    }

    /** The tail for all; trimmed first, so that nothing new goes before it was told. */
    Tail broadcast(long end) {
        boolean held = tail.bytes() <= limits.heldTailBytes();
        tail.trim(held ? Math.min(pubEnd, hold()) : pubEnd, limits.tailBytes());
        return publish(end);
    }

    /** Once a heartbeat, so that cursors go on where nothing was selected; an idle view's buffer goes. */
    Optional<Tail> heartbeat(long end) {
        rest();
        if (dirty) {
            return Optional.empty();
        }
        long told = Math.min(pubEnd, hold());
        tail.trim(told, 0);
        tail.advance(told);
        tail.rest();
        return pubEnd < end ? Optional.of(publish(end)) : Optional.empty();
    }

    private Tail publish(long end) {
        Tail message = tail.tail(end, committedAt);
        pubEnd = end;
        dirty = false;
        committedAt = 0;
        return message;
    }

    private long hold() {
        return pages == null ? Long.MAX_VALUE : pages.hold();
    }

    private void rest() {
        if (pages != null) {
            pages.rest();
            pages = pages.keptWeight() == 0 && hold() == Long.MAX_VALUE ? null : pages;
        }
    }

    /** Begins anew at this revision, without frames. */
    Tail restart(long end) {
        tail.restart(end);
        return publish(end);
    }

    /** Begins anew in another history. */
    void rewind(long end, Throwable cause) {
        restart(end);
        if (pages != null) {
            pages.restart(cause);
        }
    }

    /** Answers with a page of the log that follows the cursor. */
    void page(String epoch, long cursor, long end, Answer<FramePage> answer) {
        if (pages == null) {
            pages = newPages.get();
        }
        pages.ask(epoch, cursor, end, answer);
    }

    int bytes() {
        return tail.bytes();
    }

    long keptWeight() {
        return pages == null ? 0 : pages.keptWeight();
    }
}
