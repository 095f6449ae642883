package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.CommittedBatch;
import java.util.List;
import java.util.function.Function;

/**
 * The changes of one collection on this node, in the order of their revisions, each once: from the bus where it delivers,
 * from the log where it does not. A plain state machine on the feed's loop.
 *
 * <p>Invariants: what comes while the walker is busy waits, in {@code pending} or in the log. The consumer is registered
 * before the head is read: what the head does not count, the bus or the next look at the log's head tells.
 */
final class ChangeFeed {

    private enum State {
        OFF,
        REGISTERING,
        STARTING,
        ON
    }

    private final FeedOutside outside;
    private final long lingerMillis;
    private final Views views;
    private final Walker walker;
    private final PendingBatches pending;
    private final Joiners joiners = new Joiners();
    private final Target target = new Target();
    private final Life life = new Life(); // answers and timers of an earlier one are void
    private final GapReader gaps;
    private State state = State.OFF;
    private String epoch;
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
        this.lingerMillis = lingerMillis;
        this.views = new Views(limits, framers, outside, shelf);
        this.walker = new Walker(outside, views, slice, this::advance);
        this.pending = new PendingBatches(limits.pendingWeight());
        this.gaps = new GapReader(outside, metrics, walker, target, life, this::page);
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
            outside.register(Answer.to(life.guard(done -> registered()), life.guard(this::off)));
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
        life.restart();
        gaps.restart();
        pending.clear();
        walker.restart(walker.end());
    }

    private void registered() {
        state = State.STARTING;
        outside.head(Answer.to(life.guard(this::started), life.guard(this::off)));
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
            gaps.await();
            return;
        }
        walker.show(batch);
        advance();
    }

    /** The bus tells of changes that it does not bring: they are in the log, so nothing is waited for. */
    void hint(String hintEpoch, long last) {
        if (state == State.ON && hintEpoch.equals(epoch)) {
            target.raise(last);
            gaps.readNow();
        } else if (state != State.ON && state != State.OFF) {
            pending.hint(last);
        }
    }

    /** Goes on with what waits; once the walker is busy, when it is so no more. */
    private void advance() {
        while (!walker.isBusy()) {
            CommittedBatch next = pending.pollUpTo(walker.end());
            if (next == null) {
                gaps.goOn();
                return;
            }
            if (next.epoch().equals(epoch)) {
                walker.show(next);
            }
        }
    }

    private void page(LogPage page) {
        if (walker.isBusy()) {
            return; // the bus was faster; what is missing then is asked for anew
        }
        long before = walker.end();
        if (before < page.marks().floor()) {
            jump(page.marks().floor());
        }
        gaps.brought(Math.max(walker.end(), page.end()) > before);
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
            gaps.await();
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
