package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A connection: what a transport does for a subscription, and a wire to a client.
 */
final class SimConnection implements Subscriber, Subscription.Source {

    private final VirtualTime time;
    private final SimNode node;
    private final SimClient client;
    private final SubscriptionSpec spec;
    private final StreamJudge judge;
    private final Subscription subscription;
    private final Framer framer;
    private final Consumer<SimConnection> over;
    private final SimWire wire;
    private int lives = Integer.MAX_VALUE;
    private long feedFree;
    private long loopFree;
    private boolean registered;
    private boolean joined;
    private boolean closed;
    private boolean cut;
    private TidingsException ended;

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
        this.framer = Framer.of(client.view().key());
        this.wire = new SimWire(time, node, this::drained);
        this.subscription = new Subscription(spec, framer.filtered(), this, this, metrics);
    }

    // ---- the server's side: register the consumer, join, read the marks, begin

    void open() {
        node.opened(this);
        node.later(time.upTo(12), () -> {
            registered = true;
            node.later(time.upTo(12), this::join);
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
        int limit = 1 + time.upTo(4);
        if (!wire.isBrisk() && time.percent(10)) {
            wire.send(SimWire.FULL, () -> {}); // another subscription of the same socket
        }
        node.read(
                () -> client.view().store().scan(after, scan.upTo(), scan.tombstones(), limit),
                Answer.to(
                        page -> subscription.scanned(framer.page(SimStore.EPOCH, after, scan, page)),
                        cause -> node.later(20, () -> scan(after, scan))));
    }

    // ---- Subscriber

    @Override
    public boolean isFull() {
        return wire.isFull();
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
        events.forEach(event -> arrive(60, () -> client.event(event)));
    }

    @Override
    public void subscribed(String epoch, long revision, long head, boolean reset) {
        judge.subscribed(revision, head, reset);
        arrive(20, () -> client.subscribed(spec, revision, reset));
    }

    @Override
    public void synced(long revision) {
        judge.synced(revision);
        arrive(20, () -> client.position(revision, true));
    }

    @Override
    public void bookmark(long revision) {
        judge.bookmark(revision);
        boolean whole = judge.isSynced() && !spec.latest();
        arrive(20, () -> client.position(revision, whole));
    }

    @Override
    public void end(TidingsException reason) {
        judge.ended(reason, subscription.cursor());
        ended = reason;
        arrive(20, () -> {
            if (reason.code() == Code.GONE) {
                client.gone();
            }
            cut();
        });
    }

    private void arrive(int bytes, Runnable arrival) {
        wire.send(bytes, () -> {
            arrival.run();
            if (--lives == 0) {
                cut();
            }
        });
    }

    private void drained() {
        subscription.drained();
    }

    /** The client is gone; the server finds out later. */
    void cut() {
        if (!cut) {
            cut = true;
            wire.cut();
            node.later(time.upTo(60), this::close);
            over.accept(this);
        }
    }

    /** Lets everything arrive at once from now on, or no more. */
    void brisk(boolean now) {
        wire.brisk(now);
    }

    /** The client reads nothing from now on, or reads again. */
    void pause(boolean now) {
        wire.pause(now);
    }

    /** Cuts it off once so many messages have arrived. */
    void cutAfter(int messages) {
        lives = messages;
    }

    boolean isSynced() {
        return judge.isSynced();
    }

    Optional<TidingsException> ended() {
        return Optional.ofNullable(ended);
    }

    long told() {
        return judge.told();
    }

    boolean wasReset() {
        return judge.wasReset();
    }

    SimClient client() {
        return client;
    }

    /** In quiet, everything must have been told and have arrived, without a heartbeat's help. */
    void isUpToDate() {
        long head = client.view().store().head();
        Violation.unless(judge.told() >= 0, "never subscribed: %s", spec);
        Violation.unless(wire.isEmpty(), "the simulation itself is wrong: the queue did not drain");
        Violation.unless(judge.isSynced(), "never synced: %s at %d", spec, judge.told());
        judge.reached(head, "quiet");
        client.isWhole(head);
    }
}
