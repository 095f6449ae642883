package dev.tidings.feed;

import dev.tidings.model.Change;
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
 * <p>Invariants: each change up to {@code end} was applied to each view there was, in order; nothing above it was. The
 * consumer is registered before the head is read, so whatever the head does not count, the bus or the next look at the
 * log's head tells.
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
    private final PendingBatches pending;
    private final Joiners joiners = new Joiners();
    private final Target target = new Target();
    private State state = State.OFF;
    private String epoch;
    private long end;
    private boolean reading;
    private boolean timing;
    private int life; // answers and timers of an earlier one are void
    private int idle; // a linger that a joiner interrupted is void
    private long endAtPoll;

    ChangeFeed(
            FeedOutside outside,
            FeedLimits limits,
            PageShelf shelf,
            FeedMetrics metrics,
            long lingerMillis,
            Function<ViewKey, Framer> framers) {
        this.outside = outside;
        this.metrics = metrics;
        this.lingerMillis = lingerMillis;
        this.views = new Views(limits, framers, outside, shelf);
        this.pending = new PendingBatches(limits.pendingWeight());
    }

    /** Joins a view. The answer is its newest tail, and has to be sent the way the broadcasts are. */
    void join(ViewKey key, Answer<Tail> answer) {
        View view = views.join(key, end);
        idle++;
        if (state == State.ON) {
            answer.is(view.tail(end));
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
        timing = false;
        pending.clear();
    }

    private void registered() {
        state = State.STARTING;
        outside.head(Answer.to(alive(this::started), alive(this::off)));
    }

    private void started(FeedOutside.Head head) {
        state = State.ON;
        epoch = head.epoch();
        end = head.revision();
        target.restart(end);
        views.all().forEach(view -> view.restart(end));
        joiners.answer(view -> isCurrent(view) ? view.tail(end) : new Tail(end, end, List.of()));
        applyPending();
        target.raise(pending.last());
        awaitTarget();
    }

    /** Answers with a page of the log as the view shows it. Whoever asks has joined. */
    void page(ViewKey key, long cursor, Answer<FramePage> answer) {
        if (state == State.ON) {
            views.get(key).page(epoch, cursor, end, answer);
        } else {
            answer.failed(unavailable());
        }
    }

    /** A batch from the bus: lost, repeated and late ones do no harm. */
    void batch(CommittedBatch batch) {
        if (state == State.OFF) {
            return;
        }
        if (state != State.ON) {
            pending.keep(batch);
            return;
        }
        if (batch.last() <= end || !batch.epoch().equals(epoch)) {
            return;
        }
        if (batch.first() > end + 1) {
            pending.keep(batch);
            target.raise(batch.last());
            awaitTarget();
            return;
        }
        apply(batch.changes(), batch.committedAt());
        applyPending();
    }

    private void applyPending() {
        for (CommittedBatch next = pending.pollUpTo(end); next != null; next = pending.pollUpTo(end)) {
            if (next.epoch().equals(epoch)) {
                apply(next.changes(), next.committedAt());
            }
        }
    }

    private void apply(List<Change> changes, long committedAt) {
        for (Change change : changes) {
            if (change.revision() == end + 1) {
                end = change.revision();
                views.concerned(change, view -> {
                    if (view.append(epoch, change, committedAt)) {
                        outside.dirty(view);
                    }
                });
            }
        }
    }

    private void awaitTarget() {
        if (target.isAbove(end) && !timing) {
            timing = true;
            Consumer<Void> fired = alive(none -> gapTimer());
            outside.afterMillis(GAP_MILLIS, () -> fired.accept(null));
        }
    }

    private void gapTimer() {
        timing = false;
        if (target.isAbove(end) && !reading) {
            metrics.gap();
            read();
        }
    }

    private void read() {
        reading = true;
        outside.changes(
                end,
                end + READ_CHANGES,
                READ_WEIGHT,
                Answer.to(alive(this::page), alive(cause -> reading = false))); // the next poll tries again
    }

    private void page(LogPage page) {
        reading = false;
        long before = end;
        if (end < page.marks().floor()) {
            jump(page.marks().floor());
        }
        apply(page.changes(), 0);
        end = Math.max(end, page.end());
        applyPending();
        if (target.isAbove(end) && end > before) {
            read();
        } else {
            awaitTarget(); // what the log does not have yet is not asked for in a tight circle
        }
    }

    /** What the feed missed is in the log no more: cursors below the floor have to ask there, and learn it. */
    private void jump(long floor) {
        end = floor;
        views.all().forEach(view -> outside.publish(view.key(), view.restart(end)));
    }

    /** The log's head is about to be read; true where the answer is wanted. */
    boolean polling() {
        endAtPoll = end;
        target.polling();
        return state == State.ON;
    }

    /** Where the log stood at some moment after {@link #polling}; also what this node committed itself. */
    void polled(FeedOutside.Head head) {
        if (state != State.ON) {
            return;
        }
        if (!head.epoch().equals(epoch) || head.revision() < endAtPoll) {
            rewind(head);
            return;
        }
        target.polled(head.revision(), end);
        awaitTarget();
    }

    private void rewind(FeedOutside.Head head) {
        beginLife();
        epoch = head.epoch();
        end = head.revision();
        target.restart(end);
        for (View view : views.all()) {
            view.rewind(end, Gone.rewound());
            outside.publish(view.key(), Tail.REWOUND);
        }
    }

    /** Tells a view's subscribers what is new. */
    void broadcast(View view) {
        if (view.isDirty() && isCurrent(view)) {
            outside.publish(view.key(), view.broadcast(end));
        }
    }

    /** Once a heartbeat: views that had nothing to say tell how far was looked. */
    void heartbeat() {
        if (state == State.ON) {
            views.all().forEach(view -> view.heartbeat(end).ifPresent(tail -> outside.publish(view.key(), tail)));
        }
    }

    /** A view that all have left hears of no change any more, so what it would tell is not whole. */
    private boolean isCurrent(View view) {
        return views.get(view.key()) == view;
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

    int pendingWeight() {
        return pending.weight();
    }
}
