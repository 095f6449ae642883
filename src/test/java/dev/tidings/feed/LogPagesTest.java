package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.store.ChangeLog.LogPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogPagesTest {

    private record Question(long after, long upTo, int maxWeight, Answer<LogPage> answer) {}

    private static final int N = 8;
    private static final FeedLimits LIMITS = new FeedLimits(N, 2000, 200, 800, 4000, 6000, 30_000, 45_000);

    private final SimStore store = new SimStore("apples", new VirtualTime(1));
    private final ViewKey all = new ViewKey("apples", null, List.of(), SimView.FORMAT);
    private final List<Question> questions = new ArrayList<>();
    private final List<FramePage> answers = new ArrayList<>();
    private final PageShelf shelf = new PageShelf(LIMITS.nodeKeptBytes());
    private final LogPages pages = another();

    private LogPages another() {
        return new LogPages(
                LIMITS,
                Framer.of(all),
                (after, upTo, weight, answer) -> questions.add(new Question(after, upTo, weight, answer)),
                shelf);
    }

    private void write(int times, String padding) {
        for (int i = 0; i < times; i++) {
            store.commit(store.prepare(Map.of("r" + store.head(), "{\"p\":\"" + padding + "\"}")));
        }
    }

    private void ask(long cursor) {
        ask(pages, cursor);
    }

    private void ask(LogPages of, long cursor) {
        of.ask(SimStore.EPOCH, cursor, store.head(), Answer.to(answers::add, cause -> {}));
    }

    private void read(long cursor) {
        ask(cursor);
        answerAll();
    }

    private void answerAll() {
        while (!questions.isEmpty()) {
            Question next = questions.remove(0);
            next.answer().is(store.changes(next.after(), next.upTo(), next.maxWeight()));
        }
    }

    @Test
    void allWhoAskAtTheSameTimeShareOneRead() {
        write(20, "");
        for (int i = 0; i < 1000; i++) {
            ask(8 + i % N);
        }
        assertThat(questions).hasSize(1);
        answerAll();

        assertThat(answers).hasSize(1000).allMatch(page -> page.from() == 8 && page.end() == 16);
    }

    @Test
    void aCompletePageIsHandedOutAgain() {
        write(20, "");
        ask(1);
        answerAll();
        ask(5);

        assertThat(questions).isEmpty();
        assertThat(answers).hasSize(2);
    }

    @Test
    void aPageThatReachedOnlyTheHeadIsNeverHandedOutAgain() {
        write(20, "");
        ask(17);
        answerAll();
        write(1, "");
        ask(17);
        assertThat(questions).hasSize(1);
        answerAll();

        assertThat(answers).extracting(FramePage::end).containsExactly(20L, 21L);
    }

    @Test
    void aPageWhoseBeginningWasTrimmedIsNotKept() {
        write(20, "");
        store.trimLog(3);
        ask(5);
        answerAll();
        ask(5);

        assertThat(questions).hasSize(1);
    }

    @Test
    void largeDocumentsDoNotStopAReaderBehindThem() {
        write(20, "x".repeat(800)); // two of them are a page
        ask(7);
        answerAll();
        assertThat(answers).extracting(FramePage::from, FramePage::end).containsExactly(tuple(7L, 8L));

        ask(5); // by now it is known that the aligned page ends before
        assertThat(questions).extracting(Question::after).containsExactly(5L);
        answerAll();
        ask(6);
        assertThat(questions).as("shared with the reader at 5").isEmpty();
    }

    @Test
    void aWalkThroughLargeDocumentsReadsEachOnlyOnce() {
        write(20, "x".repeat(800));
        long cursor = 0;
        int reads = 0;
        while (cursor < 20) {
            ask(cursor);
            reads += questions.size();
            answerAll();
            FramePage page = answers.get(answers.size() - 1);
            assertThat(page.end()).isGreaterThan(cursor);
            cursor = page.end();
        }
        assertThat(reads).isEqualTo(10);
    }

    @Test
    void theTailIsHeldWhileAPageIsRead() {
        write(20, "");
        assertThat(pages.hold()).isEqualTo(Long.MAX_VALUE);
        ask(17);
        write(5, "");
        assertThat(pages.hold()).isEqualTo(20);
        answerAll();
        assertThat(pages.hold()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void pagesThatNobodyAsksForGo() {
        write(20, "");
        ask(1);
        ask(9);
        answerAll();
        assertThat(pages.keptCount()).isEqualTo(2);
        pages.rest();
        assertThat(pages.keptCount()).isEqualTo(2);
        pages.rest();
        assertThat(pages.keptCount()).isZero();
        assertThat(shelf.weight()).isZero();
    }

    @Test
    void ofTheKeptPagesTheLeastRecentlyUsedGoesFirst() {
        write(160, "x".repeat(100));
        for (long cursor = 0; cursor < 160; cursor += N) {
            read(cursor);
            ask(0);
        }
        assertThat(pages.keptCount()).isBetween(3, 19);
        ask(0);
        ask(152);
        assertThat(questions).as("used a moment ago").isEmpty();
        ask(8);
        assertThat(questions).as("not used for long").hasSize(1);
    }

    @Test
    void whatAllViewsKeepIsBoundedToo() {
        write(160, "x".repeat(100));
        LogPages another = another();
        for (long cursor = 0; cursor < 160; cursor += N) {
            read(cursor);
            ask(another, cursor);
            answerAll();
            assertThat(pages.keptWeight()).isLessThanOrEqualTo(LIMITS.keptBytes());
            assertThat(shelf.weight())
                    .isEqualTo(pages.keptWeight() + another.keptWeight())
                    .isLessThanOrEqualTo(LIMITS.nodeKeptBytes());
        }
        assertThat(pages.keptCount()).isPositive();
        assertThat(another.keptCount()).isPositive();
    }

    @Test
    void aPageThatIsTooHeavyIsHandedOutButNotKept() {
        write(20, "x".repeat(LIMITS.keptBytes()));
        read(0);

        assertThat(answers).hasSize(1);
        assertThat(pages.keptCount()).isZero();
        assertThat(shelf.weight()).isZero();
    }

    @Test
    void aViewThatGoesGivesItsPagesBack() {
        write(20, "");
        read(0);
        ask(8);
        pages.close();
        assertThat(shelf.weight()).isZero();
        answerAll();

        assertThat(answers).as("who still waits is answered").hasSize(2);
        assertThat(shelf.weight()).isZero();
    }
}
