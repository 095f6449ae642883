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
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ResourceStore.CollectionSummary;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises to whoever writes. */
abstract class WriteContract extends OnStore {

    WriteContract(TestStore.Factory factory) {
        super(factory);
    }

    @Test
    void theFirstWriteOfACollectionMakesIt() {
        Applied made = on.write(put("orders", "1", "{\"a\":1}"));

        assertThat(made).isEqualTo(new Applied(Effect.CREATED, "orders", resource("1", 1, "{\"a\":1}"), 1));
        assertThat(await(on.store.get("orders", "1"))).contains(made.resource());
        assertThat(await(on.store.collections())).containsExactly(new CollectionSummary("orders", 1, 1));
    }

    @Test
    void aRefusedWriteMakesNoCollection() {
        assertThat(refusal(on.store.write(request(refuse("orders", Code.NOT_FOUND))))
                        .code())
                .isEqualTo(Code.NOT_FOUND);

        assertThat(await(on.store.collections())).isEmpty();
        assertThat(await(on.store.marks("orders"))).isEqualTo(new Marks(0, 0, 0));
    }

    @Test
    void anUpdateKeepsTheTimeOfCreation() {
        on.write(put("orders", "1", "{\"a\":1}"));
        long created = on.now.getAndAdd(5);

        Applied updated = on.write(put("orders", "1", "{\"a\":2}"));

        assertThat(updated.resource()).isEqualTo(new Resource("1", 2, created, created + 5, "{\"a\":2}"));
        assertThat(updated.effect()).isEqualTo(Effect.UPDATED);
    }

    @Test
    void aDeletedResourceIsGoneAndItsLastStateIsTold() {
        Applied made = on.write(put("orders", "1", "{\"a\":1}"));

        Applied removed = on.write(remove("orders", "1"));

        assertThat(removed).isEqualTo(new Applied(Effect.DELETED, "orders", made.resource(), 2));
        assertThat(await(on.store.get("orders", "1"))).isEmpty();
        assertThat(await(on.store.collections())).containsExactly(new CollectionSummary("orders", 2, 0));
    }

    @Test
    void theSameTextIsNoChange() {
        on.write(put("orders", "1", "{\"a\":1}"));
        Applied second = on.write(put("orders", "1", "{\"a\":1.0}"));

        assertThat(on.write(put("orders", "1", "{\"a\":1.0}")))
                .isEqualTo(new Applied(Effect.UNCHANGED, "orders", second.resource(), 2));
        assertThat(on.write(keep("orders", "1")).effect()).isEqualTo(Effect.UNCHANGED);
        assertThat(on.changes("orders")).hasSize(2);
    }

    @Test
    void aRequestAppliesAllOrNothing() {
        on.write(put("orders", "1", "{}"));

        TidingsException refusal = refusal(on.store.write(
                request(put("orders", "1", "{\"a\":1}"), put("items", "7", "{}"), refuse("items", Code.CONFLICT))));

        assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
        assertThat(refusal.members()).containsEntry("operation", 2);
        assertThat(await(on.store.get("orders", "1"))).contains(resource("1", 1, "{}"));
        assertThat(await(on.store.collections())).hasSize(1);
    }

    @Test
    void aRequestOfOneOperationNamesItOnlyWhereItIsAList() {
        Operation refused = refuse("orders", Code.CONFLICT);

        assertThat(refusal(on.store.write(WriteRequest.of(refused))).members()).isEmpty();
        assertThat(refusal(on.store.write(new WriteRequest(List.of(refused), null, true)))
                        .members())
                .containsEntry("operation", 0);
    }

    @Test
    void eachOperationSeesWhatThoseBeforeItDid() {
        List<Applied> results = results(await(on.store.write(request(
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
        assertThat(await(on.store.get("orders", "1"))).contains(resource("1", 4, "{\"n\":4}"));
        assertThat(on.changes("orders")).extracting(Change::batch).containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void aBatchIsNamedByItsFirstRevisionInEachCollection() {
        on.write(put("orders", "0", "{}"));

        await(on.store.write(request(
                put("orders", "1", "{}"), put("items", "1", "{}"), put("orders", "2", "{}"), put("items", "2", "{}"))));

        assertThat(on.changes("orders")).extracting(Change::batch).containsExactly(1L, 2L, 2L);
        assertThat(on.changes("items")).extracting(Change::batch).containsExactly(1L, 1L);
    }

    @Test
    void theLogHoldsBothImagesOfEachChange() {
        Resource first =
                on.write(put("orders", "1", "{\"a\":\"\\u0000é\uD83D\uDE00\"}")).resource();
        on.now.addAndGet(10);
        Resource second = on.write(put("orders", "1", "{\"a\":1e400}")).resource();
        on.now.addAndGet(10);
        on.write(remove("orders", "1"));

        assertThat(on.changes("orders"))
                .containsExactly(
                        new Change(1, ChangeKind.CREATED, "1", on.now.get() - 20, null, first, 1),
                        new Change(2, ChangeKind.UPDATED, "1", on.now.get() - 10, first, second, 2),
                        new Change(3, ChangeKind.DELETED, "1", on.now.get(), second, null, 3));
    }

    @Test
    void timeNeverGoesBackWithinACollection() {
        on.write(put("orders", "1", "{}"));
        long before = on.now.getAndAdd(-60_000);

        assertThat(on.write(put("orders", "2", "{}")).resource().createdAt()).isEqualTo(before);
        assertThat(on.write(put("items", "1", "{}")).resource().createdAt()).isEqualTo(before - 60_000);
    }

    @Test
    void aWriteThatCannotMeanAnythingIsTheServersFault() {
        assertThat(refusal(on.store.write(request(remove("orders", "1")))).code())
                .isEqualTo(Code.INTERNAL);
        assertThat(refusal(on.store.write(request(keep("orders", "1")))).code()).isEqualTo(Code.INTERNAL);
    }

    @Test
    void aBugInOneWriteFailsThatOneAlone() {
        List<Future<WriteOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int n = i;
            writes.add(on.store.write(request(operation("orders", "r" + i, current -> {
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
        assertThat(await(on.store.marks("orders")).head()).isEqualTo(49);
    }

    @Test
    void whatTheDatabaseCannotHoldFailsAlone() {
        List<Future<WriteOutcome>> writes = IntStream.range(0, 50)
                .mapToObj(i -> on.store.write(request(put("orders", "r" + i, i == 20 ? null : "{}"))))
                .toList();

        assertThat(refusal(writes.get(20)).code()).isEqualTo(Code.INTERNAL);
        assertThat(writes.stream().filter(write -> write != writes.get(20)).map(Stores::await))
                .hasSize(49);
        assertThat(on.changes("orders")).hasSize(49);
    }

    @Test
    void thereAreAtMostSoManyCollections() {
        on.write(put("a", "1", "{}"));
        on.write(put("b", "1", "{}"));

        TidingsException refusal = refusal(on.store.write(request(put("c", "1", "{}"), put("d", "1", "{}"))));

        assertThat(refusal.code()).isEqualTo(Code.TOO_MANY);
        assertThat(refusal.detail()).contains("3");
        on.write(put("c", "1", "{}"));
        on.write(put("a", "2", "{}"));
    }

    @Test
    void theListenerHearsOfEachCommitBeforeItIsAnswered() {
        on.write(put("orders", "1", "{}"));
        assertThat(on.committed).hasSize(1);
        await(on.store.write(request(put("orders", "2", "{}"), put("items", "1", "{}"))));

        assertThat(on.committed).extracting(CommittedBatch::collection).containsExactly("orders", "items", "orders");
        assertThat(on.committed.get(2).first()).isEqualTo(2);
        assertThat(on.committed).allMatch(batch -> batch.epoch().equals(on.store.epoch()));
    }

    @Test
    void manyWritesAtOnceHaveRevisionsWithoutAGap() {
        List<Future<WriteOutcome>> writes = IntStream.range(0, 500)
                .mapToObj(i -> on.store.write(request(put("orders", "r" + i % 40, "{\"n\":" + i + "}"))))
                .toList();

        List<Long> revisions = writes.stream()
                .map(write -> results(await(write)).get(0).revision())
                .toList();

        assertThat(revisions)
                .isEqualTo(IntStream.rangeClosed(1, 500).mapToObj(Long::valueOf).toList());
        assertThat(on.changes("orders")).extracting(Change::revision).isEqualTo(revisions);
    }

    @Override
    UnaryOperator<StoreOptions> settings() {
        return options -> options.withMaxCollections(3);
    }

    private Resource resource(String id, long revision, String document) {
        return new Resource(id, revision, on.now.get(), on.now.get(), document);
    }

    private static Operation refuse(String collection, Code code) {
        return operation(collection, "1", current -> {
            throw TidingsException.of(code, "refused");
        });
    }
}
