package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.Marks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A connection: on the server's side what a transport does for a subscription, on the client's side a queue that fills and
 * drains by chance, and may be cut anywhere.
 */
final class SimConnection implements Subscriber, Subscription.Source {

    private static final int FULL = 400;

    private record Item(int bytes, Runnable arrival) {}

    private final VirtualTime time;
    private final SimNode node;
    private final SimClient client;
    private final SubscriptionSpec spec;
    private final StreamJudge judge;
    private final Subscription subscription;
    private final Framer framer;
    private final Consumer<SimConnection> over;
    private final Deque<Item> queue = new ArrayDeque<>();
    private int queued;
    private boolean wasFull;
    private boolean draining;
    private boolean stalled;
    private boolean brisk;
    private long feedFree;
    private long loopFree;
    private boolean registered;
    private boolean joined;
    private boolean closed;
    private boolean cut;

    SimConnection(
            VirtualTime time,
            SimNode node,
            SimClient client,
            SubscriptionSpec spec,
            CountingMetrics metrics,
            Consumer<SimConnection> over) {
        this.time = time;
        this.node = node;
        this.client = client;
        this.spec = spec;
        this.over = over;
        this.judge = new StreamJudge(client.view(), spec);
        this.framer = SimView.framer(client.view().key());
        this.subscription = new Subscription(spec, framer.selector().filtered(), this, this, metrics);
    }

    // ---- the server's side: register the consumer, join, read the marks, begin

    void open() {
        node.opened(this);
        node.later(time.upTo(3), () -> {
            registered = true;
            node.later(time.upTo(3), this::join);
        });
    }

    private ViewKey view() {
        return client.view().key();
    }

    private ChangeFeed feed() {
        return node.feed(view().collection());
    }

    private void join() {
        if (closed) {
            return;
        }
        joined = true;
        toFeed(() ->
                feed().join(view(), Answer.to(tail -> toLoop(() -> joined(tail)), cause -> toLoop(this::refused))));
    }

    private void joined(Tail tail) {
        subscription.offer(tail);
        readMarks();
    }

    private void refused() {
        subscription.fail(TidingsException.of(Code.UNAVAILABLE, "The feed is not ready."));
    }

    private void readMarks() {
        node.read(
                () -> client.view().store().marks(), Answer.to(this::begin, cause -> node.later(20, this::readMarks)));
    }

    private void begin(Marks marks) {
        if (!closed) {
            subscription.begin(SimStore.EPOCH, marks);
        }
    }

    void hear(ViewKey published, Tail tail) {
        if (registered && published.equals(view())) {
            toLoop(() -> subscription.offer(tail));
        }
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        registered = false;
        subscription.close();
        if (joined) {
            toFeed(() -> feed().leave(view()));
        }
        node.closed(this);
    }

    void tick(long now, long heartbeat) {
        if (!closed) {
            node.later(0, () -> subscription.tick(now, heartbeat));
        }
    }

    // Messages from one loop to another keep their order.

    private void toFeed(Runnable action) {
        feedFree = Math.max(feedFree, time.now() + time.upTo(3));
        node.later(feedFree - time.now(), action);
    }

    private void toLoop(Runnable action) {
        loopFree = Math.max(loopFree, time.now() + time.upTo(3));
        node.later(loopFree - time.now(), action);
    }

    // ---- Source

    @Override
    public void page(long cursor) {
        toFeed(() -> {
            if (!closed) {
                feed().page(
                                view(),
                                cursor,
                                Answer.to(
                                        page -> toLoop(() -> subscription.page(page)),
                                        cause -> node.later(20, () -> toLoop(() -> pageAgain(cursor)))));
            }
        });
    }

    private void pageAgain(long cursor) {
        if (!closed) {
            page(cursor);
        }
    }

    @Override
    public void scan(long after, Scan scan) {
        int limit = 1 + time.upTo(5);
        node.read(
                () -> client.view().store().scan(after, scan.upTo(), scan.tombstones(), limit),
                Answer.to(
                        page -> subscription.scanned(framer.page(SimStore.EPOCH, after, scan, page)),
                        cause -> node.later(20, () -> scan(after, scan))));
    }

    // ---- Subscriber

    @Override
    public boolean isFull() {
        wasFull |= queued >= FULL;
        return queued >= FULL;
    }

    @Override
    public void frames(Slice slice) {
        List<SimView.Event> events = new ArrayList<>();
        for (Slice.Run run : slice.runs()) {
            for (int i = run.from(); i < run.to(); i++) {
                events.add(SimView.Event.read(run.chunk(), i));
            }
        }
        judge.frames(events);
        events.forEach(event -> enqueue(60, () -> client.event(event)));
    }

    @Override
    public void subscribed(long revision, long head, boolean reset) {
        judge.subscribed(revision, head, reset);
        enqueue(20, () -> client.subscribed(spec, revision, reset));
    }

    @Override
    public void synced(long revision) {
        judge.synced(revision);
        enqueue(20, () -> client.position(revision, true));
    }

    @Override
    public void bookmark(long revision) {
        judge.bookmark(revision);
        boolean whole = judge.isSynced() && !spec.latest();
        enqueue(20, () -> client.position(revision, whole));
    }

    @Override
    public void end(TidingsException reason) {
        judge.ended(reason, subscription.cursor());
        enqueue(20, () -> {
            if (reason.code() == Code.GONE) {
                client.gone();
            }
            cut();
        });
    }

    // ---- the wire

    private void enqueue(int bytes, Runnable arrival) {
        queue.add(new Item(bytes, arrival));
        queued += bytes;
        drain();
    }

    private void drain() {
        if (draining || queue.isEmpty()) {
            return;
        }
        draining = true;
        stalled = !brisk && time.perMille(5);
        long delay = brisk ? 1 : stalled ? time.upTo(3000) : time.upTo(12);
        node.later(delay, () -> {
            draining = false;
            arrive(brisk ? 20 : 1 + time.upTo(10));
        });
    }

    private void arrive(int items) {
        for (int i = 0; i < items && !queue.isEmpty() && !cut; i++) {
            Item item = queue.remove();
            queued -= item.bytes();
            item.arrival().run();
        }
        if (!cut && wasFull && queued <= FULL / 2) {
            wasFull = false;
            subscription.drained();
        }
        drain();
    }

    /** The client is gone; the server finds out later. */
    void cut() {
        if (!cut) {
            cut = true;
            node.later(time.upTo(60), this::close);
            over.accept(this);
        }
    }

    boolean isCut() {
        return cut;
    }

    /** Lets everything arrive at once from now on, or no more. */
    void brisk(boolean now) {
        brisk = now;
    }

    SimClient client() {
        return client;
    }

    /** In quiet, everything must have been told and have arrived, without a heartbeat's help. */
    void isUpToDate() {
        long head = client.view().store().head();
        Violation.unless(judge.told() >= 0, "never subscribed: %s", spec);
        Violation.unless(queue.isEmpty(), "the simulation itself is wrong: the queue did not drain");
        Violation.unless(judge.isSynced(), "never synced: %s at %d", spec, judge.told());
        judge.reached(head, "quiet");
        client.isWhole(head);
    }
}
