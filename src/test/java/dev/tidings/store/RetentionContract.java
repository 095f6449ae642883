package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.remove;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store promises about how long it keeps history. */
abstract class RetentionContract extends OnStore {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration SEASON = Duration.ofDays(90);
    private static final long EVERYTHING = Long.MAX_VALUE;

    RetentionContract(TestStore.Factory factory) {
        super(factory);
    }

    @Override
    UnaryOperator<StoreOptions> settings() {
        return options -> options.withRetention(collection -> switch (collection) {
            case "few" -> new RetentionPolicy(WEEK, 3, EVERYTHING, SEASON);
            case "small" -> new RetentionPolicy(WEEK, EVERYTHING, 1_000, SEASON);
            default -> new RetentionPolicy(WEEK, EVERYTHING, EVERYTHING, SEASON);
        });
    }

    @Test
    void whatIsWithinTheBoundsStays() {
        on.writeMany("few", 3);
        on.writeMany("orders", 10);
        on.now.addAndGet(WEEK.toMillis());

        await(on.store.trim());

        assertThat(await(on.store.marks("few"))).isEqualTo(new Marks(3, 0, 0));
        assertThat(await(on.store.marks("orders"))).isEqualTo(new Marks(10, 0, 0));
    }

    @Test
    void changesThatAreTooOldGo() {
        on.writeMany("orders", 4);
        on.now.addAndGet(10);
        on.write(put("orders", "r0", "{\"n\":5}"));
        on.now.addAndGet(WEEK.toMillis() - 9);

        await(on.store.trim());

        assertThat(await(on.store.marks("orders"))).isEqualTo(new Marks(5, 4, 0));
        assertThat(revisions(0)).containsExactly(5L);
        assertThat(await(on.store.get("orders", "r1"))).isPresent();
    }

    @Test
    void anEmptyLogHasItsFloorAtItsHead() {
        on.writeMany("orders", 4);
        on.now.addAndGet(WEEK.toMillis() + 1);

        await(on.store.trim());

        assertThat(await(on.store.changes("orders", 0, 99, TestStore.ANY_WEIGHT)))
                .isEqualTo(new LogPage(0, 4, new Marks(4, 4, 0), List.of()));
        on.write(put("orders", "new", "{}"));
        assertThat(revisions(4)).containsExactly(5L);
    }

    @Test
    void changesBeyondTheirNumberGo() {
        on.writeMany("few", 5);

        await(on.store.trim());

        assertThat(await(on.store.marks("few"))).isEqualTo(new Marks(5, 2, 0));
    }

    @Test
    void changesBeyondTheirSizeGoAndNoMore() {
        String document = "{\"x\":\"" + "é".repeat(146) + "\"}"; // 300 bytes in UTF-8, 400 with its row
        for (int i = 0; i < 5; i++) {
            on.write(put("small", "r" + i, document));
        }

        await(on.store.trim());
        assertThat(await(on.store.marks("small"))).isEqualTo(new Marks(5, 3, 0));

        on.write(put("small", "r9", "{}"));
        await(on.store.trim());
        assertThat(await(on.store.marks("small")).floor()).isEqualTo(3);
        on.write(put("small", "r10", "{}"));
        await(on.store.trim());
        assertThat(await(on.store.marks("small")).floor()).isEqualTo(4);
    }

    @Test
    void aPausedReaderIsToldThatItsPageIsGone() {
        on.writeMany("orders", 10);
        LogPage first = await(on.store.changes("orders", 0, 4, TestStore.ANY_WEIGHT));
        on.now.addAndGet(WEEK.toMillis() + 1);
        on.write(put("orders", "new", "{}"));
        await(on.store.trim());

        LogPage second = await(on.store.changes("orders", first.end(), 8, TestStore.ANY_WEIGHT));

        assertThat(second).isEqualTo(new LogPage(4, 8, new Marks(11, 10, 0), List.of()));
    }

    @Test
    void oldTombstonesGoAndRaiseTheirFloor() {
        on.writeMany("orders", 3);
        on.write(remove("orders", "r0"));
        on.write(remove("orders", "r1"));
        on.now.addAndGet(10);
        on.write(remove("orders", "r2"));
        on.now.addAndGet(SEASON.toMillis() - 9);

        await(on.store.trim());

        assertThat(await(on.store.marks("orders"))).isEqualTo(new Marks(6, 6, 5));
        assertThat(await(on.store.scan("orders", 5, 99, true, 10, TestStore.ANY_WEIGHT))
                        .rows())
                .hasSize(1);
    }

    @Test
    void manyStepsTrimWhatOneCannot() {
        int count = 2 * Cut.MAX_ROWS + 7;
        for (int i = 0; i < count; i += 100) {
            int from = i;
            await(on.store.write(request(IntStream.range(from, Math.min(from + 100, count))
                    .mapToObj(n -> put("few", "r" + n, "{}"))
                    .toArray(WriteRequest.Operation[]::new))));
        }

        await(on.store.trim());

        assertThat(await(on.store.marks("few"))).isEqualTo(new Marks(count, count - 3L, 0));
    }

    @Test
    void whoReadsWhileItIsTrimmedNeverSeesAGap() {
        List<Future<WriteOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            writes.add(on.store.write(request(put("few", "r" + i % 10, "{\"n\":" + i + "}"))));
        }
        Future<Void> trimming = on.store.trim();
        for (int i = 0; i < 200; i++) {
            LogPage page = await(on.store.changes("few", 0, EVERYTHING, TestStore.ANY_WEIGHT));
            assertThat(page.changes())
                    .extracting(Change::revision)
                    .containsExactlyElementsOf(LongStream.rangeClosed(
                                    page.marks().floor() + 1, page.marks().head())
                            .boxed()
                            .toList());
            if (trimming.isComplete()) {
                trimming = on.store.trim();
            }
        }
        writes.forEach(Stores::await);
        await(trimming.compose(done -> on.store.trim()));
        assertThat(await(on.store.marks("few"))).isEqualTo(new Marks(2_000, 1_997, 0));
    }

    private List<Long> revisions(long after) {
        return await(on.store.changes("orders", after, 99, TestStore.ANY_WEIGHT)).changes().stream()
                .map(Change::revision)
                .toList();
    }
}
