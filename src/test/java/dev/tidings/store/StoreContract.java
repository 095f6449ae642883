package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.keep;
import static dev.tidings.store.Stores.operation;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.remove;
import static dev.tidings.store.Stores.request;
import static dev.tidings.store.Stores.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Applied.Effect;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import dev.tidings.store.ResourceStore.CollectionSummary;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises: writes, their changes, and reading both. */
abstract class StoreContract {

    static final int ANY_WEIGHT = 1 << 20;

    /** The store's clock, in milliseconds. */
    final AtomicLong now = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());

    /** The store under test, which goes by {@link #now} and has room for three collections. */
    abstract ResourceStore store();

    abstract ChangeLog log();

    /** What the store told its listener, in order. */
    abstract List<CommittedBatch> committed();

    @Test
    void theFirstWriteOfACollectionMakesIt() {
        Applied made = write(put("orders", "1", "{\"a\":1}"));

        assertThat(made).isEqualTo(new Applied(Effect.CREATED, "orders", resource("1", 1, "{\"a\":1}"), 1));
        assertThat(await(store().get("orders", "1"))).contains(made.resource());
        assertThat(await(store().collections())).containsExactly(new CollectionSummary("orders", 1, 1));
    }

    @Test
    void aRefusedWriteMakesNoCollection() {
        assertThat(refusal(store().write(request(refuse("orders", Code.NOT_FOUND))))
                        .code())
                .isEqualTo(Code.NOT_FOUND);

        assertThat(await(store().collections())).isEmpty();
        assertThat(await(log().marks("orders"))).isEqualTo(new Marks(0, 0, 0));
    }

    @Test
    void anUpdateKeepsTheTimeOfCreation() {
        write(put("orders", "1", "{\"a\":1}"));
        long created = now.getAndAdd(5);

        Applied updated = write(put("orders", "1", "{\"a\":2}"));

        assertThat(updated.resource()).isEqualTo(new Resource("1", 2, created, created + 5, "{\"a\":2}"));
        assertThat(updated.effect()).isEqualTo(Effect.UPDATED);
    }

    @Test
    void aDeletedResourceIsGoneAndItsLastStateIsTold() {
        Applied made = write(put("orders", "1", "{\"a\":1}"));

        Applied removed = write(remove("orders", "1"));

        assertThat(removed).isEqualTo(new Applied(Effect.DELETED, "orders", made.resource(), 2));
        assertThat(await(store().get("orders", "1"))).isEmpty();
        assertThat(await(store().collections())).containsExactly(new CollectionSummary("orders", 2, 0));
    }

    @Test
    void theSameTextIsNoChange() {
        write(put("orders", "1", "{\"a\":1}"));
        Applied second = write(put("orders", "1", "{\"a\":1.0}"));

        assertThat(write(put("orders", "1", "{\"a\":1.0}")))
                .isEqualTo(new Applied(Effect.UNCHANGED, "orders", second.resource(), 2));
        assertThat(write(keep("orders", "1")).effect()).isEqualTo(Effect.UNCHANGED);
        assertThat(changes("orders")).hasSize(2);
    }

    @Test
    void aRequestAppliesAllOrNothing() {
        write(put("orders", "1", "{}"));

        TidingsException refusal = refusal(store().write(request(
                put("orders", "1", "{\"a\":1}"), put("items", "7", "{}"), refuse("items", Code.CONFLICT))));

        assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
        assertThat(refusal.members()).containsEntry("operation", 2);
        assertThat(await(store().get("orders", "1"))).contains(resource("1", 1, "{}"));
        assertThat(await(store().collections())).hasSize(1);
    }

    @Test
    void aRequestOfOneOperationNamesItOnlyWhereItIsAList() {
        Operation refused = refuse("orders", Code.CONFLICT);

        assertThat(refusal(store().write(WriteRequest.of(refused))).members()).isEmpty();
        assertThat(refusal(store().write(new WriteRequest(List.of(refused), null, true)))
                        .members())
                .containsEntry("operation", 0);
    }

    @Test
    void eachOperationSeesWhatThoseBeforeItDid() {
        List<Applied> results = results(await(store().write(request(
                put("orders", "1", "{\"n\":1}"),
                operation(
                        "orders",
                        "1",
                        current -> new Write.Put(current.document().replace("1", "2"))),
                remove("orders", "1"),
                operation("orders", "1", current -> {
                    assertThat(current).isNull();
                    return new Write.Put("{\"n\":4}");
                })))));

        assertThat(results)
                .extracting(Applied::effect)
                .containsExactly(Effect.CREATED, Effect.UPDATED, Effect.DELETED, Effect.CREATED);
        assertThat(await(store().get("orders", "1"))).contains(resource("1", 4, "{\"n\":4}"));
        assertThat(changes("orders")).extracting(Change::batch).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void aBatchIsNamedByItsFirstRevisionInEachCollection() {
        write(put("orders", "0", "{}"));

        await(store().write(request(
                put("orders", "1", "{}"), put("items", "1", "{}"), put("orders", "2", "{}"), put("items", "2", "{}"))));

        assertThat(changes("orders")).extracting(Change::batch).containsExactly(1L, 2L, 2L);
        assertThat(changes("items")).extracting(Change::batch).containsExactly(1L, 1L);
    }

    @Test
    void theLogHoldsBothImagesOfEachChange() {
        Resource first =
                write(put("orders", "1", "{\"a\":\"\\u0000é\uD83D\uDE00\"}")).resource();
        now.addAndGet(10);
        Resource second = write(put("orders", "1", "{\"a\":1e400}")).resource();
        now.addAndGet(10);
        write(remove("orders", "1"));

        assertThat(changes("orders"))
                .containsExactly(
                        new Change(1, ChangeKind.CREATED, "1", now.get() - 20, null, first, 1),
                        new Change(2, ChangeKind.UPDATED, "1", now.get() - 10, first, second, 2),
                        new Change(3, ChangeKind.DELETED, "1", now.get(), second, null, 3));
    }

    @Test
    void timeNeverGoesBackWithinACollection() {
        write(put("orders", "1", "{}"));
        long before = now.getAndAdd(-60_000);

        assertThat(write(put("orders", "2", "{}")).resource().createdAt()).isEqualTo(before);
        assertThat(write(put("items", "1", "{}")).resource().createdAt()).isEqualTo(before - 60_000);
    }

    @Test
    void aWriteThatCannotMeanAnythingIsTheServersFault() {
        assertThat(refusal(store().write(request(remove("orders", "1")))).code())
                .isEqualTo(Code.INTERNAL);
        assertThat(refusal(store().write(request(keep("orders", "1")))).code()).isEqualTo(Code.INTERNAL);
    }

    @Test
    void aBugInOneWriteFailsThatOneAlone() {
        List<Future<WriteOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int n = i;
            writes.add(store().write(request(operation("orders", "r" + i, current -> {
                if (n == 20) {
                    throw new ArithmeticException("a bug");
                }
                return new Write.Put("{}");
            }))));
        }

        assertThat(refusal(writes.get(20)).code()).isEqualTo(Code.INTERNAL);
        assertThat(refusal(writes.get(20)).detail()).doesNotContain("Arithmetic");
        writes.remove(20);
        writes.forEach(Stores::await);
        assertThat(await(log().marks("orders")).head()).isEqualTo(49);
    }

    @Test
    void thereAreAtMostSoManyCollections() {
        write(put("a", "1", "{}"));
        write(put("b", "1", "{}"));

        TidingsException refusal = refusal(store().write(request(put("c", "1", "{}"), put("d", "1", "{}"))));

        assertThat(refusal.code()).isEqualTo(Code.TOO_MANY);
        assertThat(refusal.detail()).contains("3");
        write(put("c", "1", "{}"));
        write(put("a", "2", "{}"));
    }

    @Test
    void theListenerHearsOfEachCommitBeforeItIsAnswered() {
        write(put("orders", "1", "{}"));
        assertThat(committed()).hasSize(1);
        await(store().write(request(put("orders", "2", "{}"), put("items", "1", "{}"))));

        assertThat(committed()).extracting(CommittedBatch::collection).containsExactly("orders", "items", "orders");
        assertThat(committed().get(2).first()).isEqualTo(2);
        assertThat(committed()).allMatch(batch -> batch.epoch().equals(store().epoch()));
    }

    @Test
    void aPageOfTheLogTellsHowFarItLooked() {
        writeMany("orders", 10);
        Marks marks = new Marks(10, 0, 0);

        LogPage page = await(log().changes("orders", 3, 7, ANY_WEIGHT));

        assertThat(page.changes()).extracting(Change::revision).containsExactly(4L, 5L, 6L, 7L);
        assertThat(page.end()).isEqualTo(7);
        assertThat(page.marks()).isEqualTo(marks);
        assertThat(await(log().changes("orders", 8, 99, ANY_WEIGHT)).end()).isEqualTo(10);
        assertThat(await(log().changes("orders", 10, 99, ANY_WEIGHT))).isEqualTo(new LogPage(10, 10, marks, List.of()));
        assertThat(await(log().changes("orders", 12, 99, ANY_WEIGHT))).isEqualTo(new LogPage(12, 12, marks, List.of()));
        assertThat(await(log().changes("nothing", 5, 9, ANY_WEIGHT)))
                .isEqualTo(new LogPage(5, 5, new Marks(0, 0, 0), List.of()));
    }

    @Test
    void aPageOfTheLogIsCutByWeightButNeverEmpty() {
        writeMany("orders", 10);

        LogPage one = await(log().changes("orders", 0, 10, 1));
        LogPage three = await(log().changes("orders", 0, 10, 320));

        assertThat(one.changes()).hasSize(1);
        assertThat(one.end()).isEqualTo(1);
        assertThat(three.changes()).hasSize(3);
        assertThat(three.end()).isEqualTo(3);
    }

    @Test
    void theHeadsOfManyCollectionsComeTogether() {
        writeMany("orders", 3);
        writeMany("items", 2);

        assertThat(await(log().heads(Set.of("orders", "items", "nothing"))))
                .isEqualTo(Map.of("orders", 3L, "items", 2L));
        assertThat(await(log().heads(Set.of()))).isEmpty();
    }

    @Test
    void aScanGoesThroughResourcesByRevision() {
        writeMany("orders", 5);
        write(put("orders", "r1", "{\"new\":true}"));
        write(remove("orders", "r2"));

        assertThat(scan("orders", 0, 99, false)).containsExactly("1 r0", "4 r3", "5 r4", "6 r1");
        assertThat(scan("orders", 1, 5, false)).containsExactly("4 r3", "5 r4");
        assertThat(scan("orders", 4, 99, true)).containsExactly("5 r4", "6 r1", "7 -r2");
        assertThat(scan("orders", 7, 99, true)).isEmpty();
        assertThat(scan("nothing", 0, 99, true)).isEmpty();
    }

    @Test
    void aScanIsBoundedInRowsAndWeight() {
        writeMany("orders", 5);
        write(remove("orders", "r4"));

        ScanPage two = await(log().scan("orders", 0, 99, true, 2, ANY_WEIGHT));
        ScanPage all = await(log().scan("orders", 0, 99, true, 5, ANY_WEIGHT));
        ScanPage light = await(log().scan("orders", 0, 99, false, 5, 1));

        assertThat(two.rows()).hasSize(2);
        assertThat(two.more()).isTrue();
        assertThat(two.marks()).isEqualTo(new Marks(6, 0, 0));
        assertThat(all.rows()).hasSize(5);
        assertThat(all.more()).isFalse();
        assertThat(light.rows()).hasSize(1);
        assertThat(light.more()).isTrue();
    }

    @Test
    void aResourceThatIsMadeAgainLeavesNoTombstone() {
        write(put("orders", "1", "{}"));
        write(remove("orders", "1"));
        assertThat(scan("orders", 0, 99, true)).containsExactly("2 -1");

        write(put("orders", "1", "{}"));

        assertThat(scan("orders", 0, 99, true)).containsExactly("3 1");
        await(store().write(request(remove("orders", "1"), put("orders", "1", "{}"), remove("orders", "1"))));
        assertThat(scan("orders", 0, 99, true)).containsExactly("6 -1");
    }

    @Test
    void manyWritesAtOnceHaveRevisionsWithoutAGap() {
        List<Future<WriteOutcome>> writes = IntStream.range(0, 500)
                .mapToObj(i -> store().write(request(put("orders", "r" + i % 40, "{\"n\":" + i + "}"))))
                .toList();

        List<Long> revisions = writes.stream()
                .map(write -> results(await(write)).get(0).revision())
                .toList();

        assertThat(revisions)
                .isEqualTo(IntStream.rangeClosed(1, 500).mapToObj(Long::valueOf).toList());
        assertThat(changes("orders")).extracting(Change::revision).isEqualTo(revisions);
    }

    Applied write(Operation operation) {
        return results(await(store().write(request(operation)))).get(0);
    }

    void writeMany(String collection, int count) {
        for (int i = 0; i < count; i++) {
            write(put(collection, "r" + i, "{}"));
        }
    }

    List<Change> changes(String collection) {
        return await(log().changes(collection, 0, Long.MAX_VALUE, ANY_WEIGHT)).changes();
    }

    private List<String> scan(String collection, long after, long upTo, boolean tombstones) {
        return await(log().scan(collection, after, upTo, tombstones, 100, ANY_WEIGHT)).rows().stream()
                .map(StoreContract::text)
                .toList();
    }

    private static String text(Row row) {
        return row.revision() + (row.resource() == null ? " -" : " ") + row.id();
    }

    private Resource resource(String id, long revision, String document) {
        return new Resource(id, revision, now.get(), now.get(), document);
    }

    private static Operation refuse(String collection, Code code) {
        return operation(collection, "1", current -> {
            throw TidingsException.of(code, "refused");
        });
    }
}
