package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

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
    private int unregistered;
    private final ChangeFeed feed = new ChangeFeed(
            new Outside(),
            SimNode.LIMITS,
            new PageShelf(SimNode.LIMITS.nodeKeptBytes()),
            FeedMetrics.NONE,
            100,
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
}
