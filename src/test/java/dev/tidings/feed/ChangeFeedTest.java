package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.CommittedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the simulation does not come to: a store that is restored, and one that is away when the first watcher comes. */
class ChangeFeedTest {

    private record Read(long after, Answer<LogPage> answer) {}

    private static final ViewKey ALL = new ViewKey("apples", null, List.of(), SimView.FORMAT);

    private final SimStore store = new SimStore("apples", new VirtualTime(1));
    private final List<Tail> published = new ArrayList<>();
    private final List<Tail> joined = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<Answer<FeedOutside.Head>> heads = new ArrayList<>();
    private final List<Runnable> turns = new ArrayList<>();
    private int unregistered;
    private final ChangeFeed feed = new ChangeFeed(
            new Outside(),
            SimNode.LIMITS,
            new PageShelf(SimNode.LIMITS.nodeKeptBytes()),
            FeedMetrics.NONE,
            100,
            2,
            Framer::of);

    private final class Outside implements FeedOutside {
        @Override
        public void register(Answer<Void> done) {
            done.is(null);
        }

        @Override
        public void unregister() {
            unregistered++;
        }

        @Override
        public void head(Answer<FeedOutside.Head> answer) {
            heads.add(answer);
        }

        @Override
        public void soon(Runnable action) {
            turns.add(action);
        }

        @Override
        public void afterMillis(long delay, Runnable action) {
            timers.add(action);
        }

        @Override
        public void dirty(View view) {
            feed.broadcast(view);
        }

        @Override
        public void publish(ViewKey view, Tail tail) {
            published.add(tail);
        }

        @Override
        public void changes(long after, long upTo, int maxWeight, Answer<LogPage> answer) {
            reads.add(new Read(after, answer));
        }
    }

    private void join() {
        feed.join(ALL, Answer.to(joined::add, failures::add));
    }

    private void started(long revision) {
        heads.remove(0).is(new FeedOutside.Head("e1", revision));
    }

    private CommittedBatch write(String epoch) {
        CommittedBatch batch = store.prepare(Map.of("r" + store.head(), "{}"));
        store.commit(batch);
        return new CommittedBatch("apples", epoch, batch.changes(), 0);
    }

    @Test
    void aHintIsFollowedAtOnce() {
        join();
        started(0);
        write("e1");
        write("e1");
        feed.hint("e0", 2);
        assertThat(reads).isEmpty();

        feed.hint("e1", 2);
        feed.hint("e1", 2);
        assertThat(timers).isEmpty();
        assertThat(reads).hasSize(1);
        reads.get(0).answer().is(store.changes(0, 2, 1 << 20));
        assertThat(published).last().extracting(Tail::end).isEqualTo(2L);

        feed.hint("e1", 2);
        assertThat(reads).hasSize(1);
    }

    @Test
    void aRewoundStoreEndsAllAndWhoJoinsLaterBeginsInTheNewHistory() {
        join();
        started(20);
        List<Throwable> pageFailures = new ArrayList<>();
        feed.page(ALL, 3, Answer.to(page -> {}, pageFailures::add));
        Read old = reads.remove(0);
        feed.polling();
        feed.polled(new FeedOutside.Head("e2", 12));

        assertThat(published).containsExactly(Tail.REWOUND);
        assertThat(pageFailures).singleElement().matches(cause -> ((TidingsException) cause).code() == Code.GONE);
        old.answer().is(new LogPage(0, 8, store.marks(), List.of())); // from the old history: does nothing
        join();
        assertThat(joined).last().isEqualTo(new Tail(12, 12, List.of()));
        feed.leave(ALL);
        feed.leave(ALL);
        assertThat(feed.viewCount()).isZero();
    }

    @Test
    void aHeadBelowTheEndIsARewindInTheSameEpochToo() {
        join();
        started(20);
        feed.polling();
        feed.polled(new FeedOutside.Head("e1", 19));
        assertThat(published).containsExactly(Tail.REWOUND);
    }

    @Test
    void aBatchOfAnotherEpochIsNotBelieved() {
        join();
        started(0);
        feed.batch(write("e0"));
        assertThat(published).isEmpty();
    }

    @Test
    void whoeverWaitsIsToldThatTheStoreIsAwayAndTheNextOneStartsAnew() {
        join();
        heads.remove(0).failed(TidingsException.of(Code.UNAVAILABLE, "away"));
        assertThat(failures).hasSize(1);
        assertThat(unregistered).isEqualTo(1);
        assertThat(feed.isOff()).isTrue();

        join();
        started(5);
        assertThat(joined).containsExactly(new Tail(5, 5, List.of()));
        feed.leave(ALL);
        feed.leave(ALL);
        timers.forEach(Runnable::run);
        assertThat(feed.isOff()).isTrue();
        assertThat(unregistered).isEqualTo(2);
    }

    @Test
    void aTargetThatTheLogDoesNotKnowIsForgotten() {
        join();
        started(0);
        feed.batch(new CommittedBatch(
                "apples",
                "e1",
                write("e1").changes().stream()
                        .map(it -> new Change(90, it.kind(), it.id(), it.at(), null, it.after(), 90))
                        .toList(),
                0));
        timers.remove(0).run();
        reads.remove(0).answer().is(store.changes(0, 10, 1000));
        reads.remove(0).answer().is(store.changes(1, 10, 1000)); // no further than before
        feed.polling();
        feed.polled(new FeedOutside.Head("e1", 1));
        timers.forEach(Runnable::run);

        assertThat(reads).as("no log page is asked for over and over").isEmpty();
    }

    @Test
    void batchesThatCameBeforeTheHeadWasKnownAreApplied() {
        join();
        CommittedBatch first = write("e1");
        CommittedBatch second = write("e1");
        feed.batch(second);
        feed.batch(first);
        started(1);

        assertThat(published).hasSize(1);
        assertThat(published.get(0).end()).isEqualTo(2);
    }

    /** Views that no index serves, more than one turn gets past; the last of them and all are what tests look at. */
    private void joinUnindexed(int count) {
        for (int i = 0; i < count; i++) {
            feed.join(unindexed(i), Answer.to(joined::add, failures::add));
        }
    }

    private static ViewKey unindexed(int i) {
        return new ViewKey("apples", null, Filter.parse("n!=" + i), List.of(), SimView.FORMAT);
    }

    private void allTurns() {
        while (!turns.isEmpty()) {
            turns.remove(0).run();
        }
    }

    @Test
    void nothingIsToldOfAChangeBeforeItWasShownToAllViews() {
        joinUnindexed(5);
        started(0);
        feed.batch(write("e1"));
        joined.clear();
        join();

        assertThat(turns).hasSize(1);
        assertThat(published).isEmpty();
        assertThat(joined).containsExactly(new Tail(0, 0, List.of()));
        allTurns();
        assertThat(published).hasSize(6).allMatch(tail -> tail.end() == 1);
    }

    @Test
    void batchesThatComeDuringAWalkFollowIt() {
        joinUnindexed(5);
        started(0);
        CommittedBatch first = write("e1");
        CommittedBatch second = write("e1");
        feed.batch(first);
        feed.batch(second);
        assertThat(feed.pendingWeight()).isPositive();
        allTurns();

        assertThat(feed.pendingWeight()).isZero();
        assertThat(published).hasSize(10).last().matches(tail -> tail.end() == 2);
        assertThat(reads).isEmpty();
    }

    @Test
    void aViewThatAllLeaveDuringAWalkIsNotTold() {
        joinUnindexed(5);
        started(0);
        feed.batch(write("e1"));
        feed.leave(unindexed(0)); // it was looked at
        feed.leave(unindexed(4)); // it was not
        allTurns();

        assertThat(published).hasSize(3);
        assertThat(feed.indexedViews()).isEqualTo(3);
    }

    @Test
    void aRewindDropsAWalk() {
        joinUnindexed(5);
        started(0);
        feed.batch(write("e1"));
        feed.polling();
        feed.polled(new FeedOutside.Head("e2", 0));
        published.clear();
        allTurns();
        assertThat(published).isEmpty();

        feed.batch(new CommittedBatch("apples", "e2", store.changes(0, 1, 1000).changes(), 0));
        allTurns();
        assertThat(published).hasSize(5).allMatch(tail -> tail.end() == 1);
    }

    @Test
    void aFewFiltersTakeNoFurtherTurn() {
        joinUnindexed(1);
        started(0);
        feed.batch(write("e1"));

        assertThat(turns).isEmpty();
        assertThat(published).hasSize(1);
    }
}
