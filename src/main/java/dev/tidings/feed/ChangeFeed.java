package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.CommittedBatch;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The changes of one collection on this node, in the order of their revisions, each once: from the bus where it delivers,
 * from the log where it does not. A plain state machine on the feed's loop.
 *
 * <p>Invariants: what comes while the walker is busy waits, in {@code pending} or in the log. The consumer is registered
 * before the head is read: what the head does not count, the bus or the next look at the log's head tells.
 */
final class ChangeFeed {

    /** How long a batch waits for an earlier one before the log is asked, in milliseconds. */
    static final long GAP_MILLIS = 20;

    private static final int READ_CHANGES = 1024;
    private static final int READ_WEIGHT = 1024 * 1024;

    private enum State {
        OFF,
        REGISTERING,
        STARTING,
        ON
    }

    private final FeedOutside outside;
    private final FeedMetrics metrics;
    private final long lingerMillis;
    private final Views views;
    private final Walker walker;
    private final PendingBatches pending;
    private final Joiners joiners = new Joiners();
    private final Target target = new Target();
    private State state = State.OFF;
    private String epoch;
    private boolean reading;
    private boolean readOn; // a page of the log moved the end: there may be more
    private boolean timing;
    private int life; // answers and timers of an earlier one are void
    private int idle; // a linger that a joiner interrupted is void

    ChangeFeed(
            FeedOutside outside,
            FeedLimits limits,
            PageShelf shelf,
            FeedMetrics metrics,
            long lingerMillis,
            int slice,
            Function<ViewKey, Framer> framers) {
        this.outside = outside;
        this.metrics = metrics;
        this.lingerMillis = lingerMillis;
        this.views = new Views(limits, framers, outside, shelf);
        this.walker = new Walker(outside, views, slice, this::advance);
        this.pending = new PendingBatches(limits.pendingWeight());
    }

    /** Joins a view. The answer is its newest tail, and has to be sent the way the broadcasts are. */
    void join(ViewKey key, Answer<Tail> answer) {
        View view = walker.view(key);
        view.join();
        idle++;
        if (state == State.ON) {
            answer.is(view.tail(walker.end()));
            return;
        }
        joiners.add(view, answer);
        if (state == State.OFF) {
            state = State.REGISTERING;
            outside.register(Answer.to(alive(done -> registered()), alive(this::off)));
        }
    }

    /** Leaves a view: once for each join, also for one that was refused or has no answer yet. */
    void leave(ViewKey key) {
        views.leave(key);
        if (views.isEmpty()) {
            int left = ++idle;
            outside.afterMillis(lingerMillis, () -> lingered(left));
        }
    }

    private void lingered(int left) {
        if (left == idle && views.isEmpty() && state != State.OFF) {
            off(unavailable());
        }
    }

    private void off(Throwable cause) {
        state = State.OFF;
        beginLife();
        outside.unregister();
        joiners.refuse(cause);
    }

    private void beginLife() {
        life++;
        reading = false;
        readOn = false;
        timing = false;
        pending.clear();
        walker.restart(walker.end());
    }

    private void registered() {
        state = State.STARTING;
        outside.head(Answer.to(alive(this::started), alive(this::off)));
    }

    private void started(FeedOutside.Head head) {
        state = State.ON;
        long end = restart(head);
        views.all().forEach(view -> view.restart(end));
        joiners.answer(view -> view.isLeft() ? new Tail(end, end, List.of()) : view.tail(end));
        target.raise(pending.last());
        advance();
    }

    private long restart(FeedOutside.Head head) {
        epoch = head.epoch();
        walker.restart(head.revision());
        target.restart(head.revision());
        return head.revision();
    }

    /** Answers with a page of the log as the view shows it. Whoever asks has joined. */
    void page(ViewKey key, long cursor, Answer<FramePage> answer) {
        if (state == State.ON) {
            views.get(key).page(epoch, cursor, walker.end(), answer);
        } else {
            answer.failed(unavailable());
        }
    }

    /** A batch from the bus: lost, repeated and late ones do no harm. */
    void batch(CommittedBatch batch) {
        if (state == State.REGISTERING || state == State.STARTING) {
            pending.keep(batch);
            return;
        }
        if (state == State.OFF || batch.last() <= walker.end() || !batch.epoch().equals(epoch)) {
            return;
        }
        if (walker.isBusy() || batch.first() > walker.end() + 1) {
            pending.keep(batch);
            target.raise(batch.last());
            awaitTarget();
            return;
        }
        walker.show(batch);
        advance();
    }

    /** Goes on with what waits; once the walker is busy, when it is so no more. */
    private void advance() {
        while (!walker.isBusy()) {
            CommittedBatch next = pending.pollUpTo(walker.end());
            if (next == null) {
                catchUp();
                return;
            }
            if (next.epoch().equals(epoch)) {
                walker.show(next);
            }
        }
    }

    private void catchUp() {
        if (readOn && target.isAbove(walker.end())) {
            read();
        } else {
            readOn = false;
            awaitTarget(); // what the log does not have yet is not asked for in a tight circle
        }
    }

    private void awaitTarget() {
        if (target.isAbove(walker.end()) && !walker.isBusy() && !timing) {
            timing = true;
            Consumer<Void> fired = alive(none -> gapTimer());
            outside.afterMillis(GAP_MILLIS, () -> fired.accept(null));
        }
    }

    private void gapTimer() {
        timing = false;
        if (target.isAbove(walker.end()) && !walker.isBusy() && !reading) {
            metrics.gap();
            read();
        }
    }

    private void read() {
        reading = true;
        readOn = false;
        // where it fails, the next poll tries again
        Answer<LogPage> answer = Answer.to(alive(this::page), alive(cause -> reading = false));
        outside.changes(walker.end(), walker.end() + READ_CHANGES, READ_WEIGHT, answer);
    }

    private void page(LogPage page) {
        reading = false;
        if (walker.isBusy()) {
            return; // the bus was faster; what is missing then is asked for anew
        }
        long before = walker.end();
        if (before < page.marks().floor()) {
            jump(page.marks().floor());
        }
        readOn = Math.max(walker.end(), page.end()) > before;
        walker.show(epoch, page);
        advance();
    }

    /** What the feed missed is in the log no more: cursors below the floor have to ask there, and learn it. */
    private void jump(long floor) {
        walker.restart(floor);
        views.all().forEach(view -> outside.publish(view.key(), view.restart(floor)));
    }

    /** The log's head is about to be read; true where the answer is wanted. */
    boolean polling() {
        target.polling(walker.end());
        return state == State.ON;
    }

    /** Where the log stood at some moment after {@link #polling}; also what this node committed itself. */
    void polled(FeedOutside.Head head) {
        if (state != State.ON) {
            return;
        }
        if (!head.epoch().equals(epoch) || target.isRewound(head.revision())) {
            rewind(head);
        } else {
            target.polled(head.revision(), walker.end());
            awaitTarget();
        }
    }

    private void rewind(FeedOutside.Head head) {
        beginLife();
        long end = restart(head);
        for (View view : views.all()) {
            view.rewind(end, Gone.rewound());
            outside.publish(view.key(), Tail.REWOUND);
        }
    }

    /** Tells a view's subscribers what is new. */
    void broadcast(View view) {
        if (view.isDirty() && !view.isLeft()) {
            outside.publish(view.key(), view.broadcast(walker.end()));
        }
    }

    /** Once a heartbeat: views that had nothing to say tell how far was looked. */
    void heartbeat() {
        if (state == State.ON) {
            long end = walker.end();
            views.all().forEach(view -> view.heartbeat(end).ifPresent(tail -> outside.publish(view.key(), tail)));
        }
    }

    private static TidingsException unavailable() {
        return TidingsException.of(Code.UNAVAILABLE, "The feed of this collection is not ready.");
    }

    private <T> Consumer<T> alive(Consumer<T> action) {
        int now = life;
        return value -> {
            if (now == life) {
                action.accept(value);
            }
        };
    }

    boolean isOff() {
        return state == State.OFF;
    }

    int viewCount() {
        return views.all().size();
    }

    int indexedViews() {
        return views.indexed();
    }

    int pendingWeight() {
        return pending.weight();
    }
}
