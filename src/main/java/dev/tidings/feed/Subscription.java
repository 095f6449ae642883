package dev.tidings.feed;

import dev.tidings.metrics.CatchUp;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.Marks;
import java.util.List;

/**
 * One watch of one peer: a cursor, that is the revision up to which the peer has been told everything. Whatever happens to
 * it, it goes on from there: in its view's tail where that reaches back far enough, else in the log. A plain state machine
 * on its connection's loop.
 *
 * <p>Invariants: the cursor never runs ahead of what was handed to the peer; at most one page is asked for at a time;
 * nothing is kept for the peer but the cursor and the newest tail, which all share.
 */
final class Subscription {

    /** Where a subscription reads. Each question is answered, by {@link #page} or {@link #scanned}, unless it was closed. */
    interface Source {

        /** Asks for a page of the log that follows the cursor. */
        void page(long cursor);

        /** Asks for the next rows of a scan. */
        void scan(long after, Scan scan);
    }

    private enum Phase {
        JOINING,
        SCAN,
        LOG,
        CLOSED
    }

    private final SubscriptionSpec spec;
    private final boolean filtered;
    private final Subscriber peer;
    private final Source source;
    private final FeedMetrics metrics;
    private Phase phase = Phase.JOINING;
    private Tail tail = new Tail(0, 0, List.of());
    private String epoch;
    private long cursor;
    private Scan scan;
    private boolean syncDue;
    private long syncAt;
    private boolean reading;
    private boolean catchingUp;
    private boolean wasFull;
    private boolean sent;
    private long quietSince;

    Subscription(SubscriptionSpec spec, boolean filtered, Subscriber peer, Source source, FeedMetrics metrics) {
        this.spec = spec;
        this.filtered = filtered;
        this.peer = peer;
        this.source = source;
        this.metrics = metrics;
    }

    /** Takes the newest of the view's tails; one that is older than what is here does nothing. */
    void offer(Tail newest) {
        if (phase == Phase.CLOSED) {
            return;
        }
        if (newest.isRewound()) {
            end(Gone.rewound());
            return;
        }
        if (newest.end() >= tail.end()) {
            boolean jumped = newest.base() == newest.end(); // the feed itself fell below the floor
            if (isLive() && newest.base() > cursor && !jumped) {
                metrics.behind();
            }
            tail = newest;
        }
        look();
    }

    /** Begins, after the join was answered: with marks from the store, never from the feed, which may lag. */
    void begin(String storeEpoch, Marks marks) {
        epoch = storeEpoch;
        try {
            begin(Beginning.of(spec, filtered, storeEpoch, marks), marks);
        } catch (TidingsException gone) {
            end(gone);
            return;
        }
        look();
    }

    private void begin(Beginning beginning, Marks marks) {
        cursor = beginning.revision();
        syncAt = marks.head();
        syncDue = beginning.sync();
        phase = Phase.LOG;
        beginning.scan().ifPresent(this::goOver);
        peer.subscribed(epoch, cursor, marks.head(), beginning.reset());
        sent = true;
    }

    private void goOver(Scan to) {
        scan = to;
        phase = Phase.SCAN;
    }

    /** Does what can be done now, until there is nothing, or an answer has to come, or the peer is full. */
    private void look() {
        while (isBegun() && !reading && mayWrite()) {
            if (phase == Phase.SCAN) {
                ask();
                source.scan(cursor, scan);
            } else if (syncDue && cursor >= syncAt) {
                syncDue = false;
                peer.synced(cursor);
                sent = true;
            } else if (cursor < tail.base() || (syncDue && tail.end() <= cursor)) {
                ask();
                source.page(cursor);
            } else if (cursor < tail.end()) {
                writeTail();
            } else {
                catchingUp = false;
                wasFull = false;
                return;
            }
        }
    }

    private boolean mayWrite() {
        boolean full = peer.isFull();
        wasFull |= full;
        return !full;
    }

    private void ask() {
        reading = true;
        if (!catchingUp) {
            catchingUp = true;
            metrics.catchUp(reason());
        }
    }

    private CatchUp reason() {
        if (syncDue) {
            return phase == Phase.SCAN && scan.snapshot() ? CatchUp.SNAPSHOT : CatchUp.RESUME;
        }
        return wasFull ? CatchUp.SLOW : CatchUp.BEHIND;
    }

    private void writeTail() {
        int frames = write(Slice.above(tail.chunks(), cursor));
        cursor = tail.end();
        if (!catchingUp && !wasFull && frames > 0 && tail.committedAt() != 0) {
            metrics.delivered(frames, tail.committedAt());
        }
    }

    private int write(Slice slice) {
        Slice wanted = spec.latest() && slice.size() > 1 ? slice.lastOfEach() : slice;
        int frames = wanted.size();
        if (frames > 0) {
            peer.frames(wanted);
            sent = true;
        }
        return frames;
    }

    /** The answer to a question for a page of the log. It is written whole: a full peer stops the next page, not this one. */
    void page(FramePage page) {
        if (phase == Phase.CLOSED) {
            return;
        }
        reading = false;
        if (cursor < page.floor()) {
            passFloor(page);
        } else {
            write(Slice.above(List.of(page.frames()), cursor));
            cursor = Math.max(cursor, page.end());
        }
        look();
    }

    private void passFloor(FramePage page) {
        boolean owedEachChange = !spec.latest() && !syncDue;
        if (spec.mayScanBelowFloor(filtered) && !owedEachChange) {
            goOver(new Scan(page.head(), false, cursor > 0));
        } else {
            end(Gone.of(epoch, page.floor(), page.head()));
        }
    }

    /** The answer to a question for rows. Where the peer is full they are dropped, and read again once it has drained. */
    void scanned(FramePage page) {
        if (phase == Phase.CLOSED) {
            return;
        }
        reading = false;
        if (scan.tombstones() && cursor > 0 && cursor < page.tombstoneFloor()) {
            end(Gone.of(epoch, page.floor(), page.head()));
            return;
        }
        if (mayWrite()) {
            write(Slice.above(List.of(page.frames()), cursor));
            cursor = page.end();
            if (cursor >= scan.upTo()) {
                phase = Phase.LOG;
                syncAt = Math.max(syncAt, page.head());
            }
        }
        look();
    }

    /** The peer's queue has room again. */
    void drained() {
        look();
    }

    /** Time goes on: a peer that was told nothing for a heartbeat is told its place. Both in the same unit. */
    void tick(long now, long heartbeat) {
        if (sent) {
            sent = false;
            quietSince = now;
        } else if (isBegun() && now - quietSince >= heartbeat && !peer.isFull()) {
            peer.bookmark(cursor);
            quietSince = now;
        }
    }

    /** Nothing is told any more; answers that are still to come are dropped. */
    void close() {
        phase = Phase.CLOSED;
    }

    private void end(TidingsException reason) {
        phase = Phase.CLOSED;
        peer.end(reason);
    }

    /** Ends it for a reason of the server's: the peer is told. */
    void fail(TidingsException reason) {
        if (phase != Phase.CLOSED) {
            end(reason);
        }
    }

    private boolean isBegun() {
        return phase == Phase.SCAN || phase == Phase.LOG;
    }

    /** Whether it has been told all that it could know of. */
    private boolean isLive() {
        return phase == Phase.LOG && !reading && !syncDue && !wasFull && cursor >= tail.end();
    }

    /** The history that its cursor is of; null before it has begun. */
    String epoch() {
        return epoch;
    }

    long cursor() {
        return cursor;
    }
}
