package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.remove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ListQuery.SortKey;
import dev.tidings.store.ResourceStore.CollectionSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises to whoever pages through a collection. */
abstract class ListContract extends OnStore {

    private static final int MIB = 1 << 20;

    ListContract(TestStore.Factory factory) {
        super(factory);
    }

    @Test
    void aCollectionThatNobodyWroteToIsEmpty() {
        assertThat(await(on.store.list(query(10, null)))).isEqualTo(new ResourcePage(List.of(), 0, null, -1));
        assertThat(await(on.store.list(new ListQuery("orders", 10, null, List.of(), true))))
                .isEqualTo(new ResourcePage(List.of(), 0, null, 0));
    }

    @Test
    void anEmptiedCollectionStillHasItsHead() {
        on.write(put("orders", "1", "{}"));
        on.write(remove("orders", "1"));

        assertThat(await(on.store.list(new ListQuery("orders", 10, null, List.of(), true))))
                .isEqualTo(new ResourcePage(List.of(), 2, null, 0));
    }

    @Test
    void pagesGoByIdAndCodePoint() {
        List.of("b", "a", "B", "a.b", "~", "10", "9").forEach(id -> on.write(put("orders", id, "{}")));

        assertThat(walk(3)).containsExactly("10", "9", "B", "a", "a.b", "b", "~");
        assertThat(await(on.store.list(query(7, null))).next()).isNull();
        assertThat(await(on.store.list(query(6, null))).next()).isNotNull();
    }

    /** That of English would be _, ~, a, A, b, B. */
    @Test
    void nothingIsInTheOrderOfALanguage() {
        reopen(options -> options.withQuery(new QueryLimits(QueryLimits.DEFAULT.time(), 2))
                .withIndexes(Map.of("orders", List.of(List.of("indexed")))));
        for (String id : List.of("b", "_", "A", "~", "a", "B")) {
            on.write(put("orders", id, "{\"indexed\":\"" + id + "\",\"plain\":\"" + id + "\"}"));
            on.write(put(id, "1", "{}"));
        }

        assertThat(walk(1)).containsExactly("A", "B", "_", "a", "b", "~");
        assertThat(walk(4, "id!=A")).containsExactly("B", "_", "a", "b", "~");
        for (String member : List.of("plain", "indexed")) {
            SortKey key = new SortKey(List.of(member), true);
            assertThat(walk(1, member + ">=B;" + member + "<b")).containsExactly("B", "_", "a");
            assertThat(walk(1, member + ">_")).containsExactly("a", "b", "~");
            assertThat(walk(1, member + "<a", key)).containsExactly("_", "B", "A");
            assertThat(walk(1, key)).containsExactly("~", "b", "a", "_", "B", "A");
        }
        assertThat(await(on.store.collections()))
                .extracting(CollectionSummary::name)
                .containsExactly("A", "B", "_", "a", "b", "orders", "~");
    }

    @Test
    void aPageNeverCrossesIntoAnotherCollection() {
        on.write(put("a", "1", "{}"));
        on.write(put("orders", "1", "{}"));
        on.write(put("z", "1", "{}"));

        assertThat(walk(1)).containsExactly("1");
    }

    @Test
    void theCountIsOfAllResources() {
        on.writeMany("orders", 5);
        on.write(remove("orders", "r0"));

        assertThat(await(on.store.list(new ListQuery("orders", 2, null, List.of(), true)))
                        .count())
                .isEqualTo(4);
    }

    @Test
    void sortedPagesMeetEveryResourceOnce() {
        for (int i = 0; i < 20; i++) {
            on.write(put("orders", "r" + i, "{\"n\":" + i % 4 + "}"));
        }

        List<String> ids = walk(3, new SortKey(List.of("n"), true));

        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
        assertThat(ids.subList(0, 5)).containsExactly("r11", "r15", "r19", "r3", "r7");
    }

    @Test
    void managedMembersCanBeSortedBy() {
        on.writeMany("orders", 3);
        on.now.addAndGet(5);
        on.write(put("orders", "r0", "{\"revision\":0}"));

        assertThat(walk(1, new SortKey(List.of("revision"), false))).containsExactly("r1", "r2", "r0");
        assertThat(walk(1, new SortKey(List.of("updatedAt"), true))).containsExactly("r0", "r1", "r2");
        assertThat(walk(1, new SortKey(List.of("createdAt"), true))).containsExactly("r0", "r1", "r2");
        assertThat(walk(1, new SortKey(List.of("id"), true))).containsExactly("r2", "r1", "r0");
        assertThat(walk(1, new SortKey(List.of("id", "x"), true))).containsExactly("r0", "r1", "r2");
    }

    @Test
    void longValuesThatBeginAlikeArePagedThrough() {
        String prefix = "x".repeat(5_000);
        for (int i = 0; i < 6; i++) {
            on.write(put("orders", "r" + i, "{\"s\":\"" + prefix + (9 - i) + "\"}"));
        }
        SortKey byText = new SortKey(List.of("s"), false);

        assertThat(walk(1, byText)).containsExactly("r5", "r4", "r3", "r2", "r1", "r0");
        String next = await(on.store.list(query(2, null, byText))).next();
        assertThat(next.length()).isLessThan(1_000);

        on.write(put("orders", "r4", "{}"));
        assertThat(ids(await(on.store.list(query(9, next, byText))))).contains("r3", "r2", "r1", "r0");
    }

    /** As by one who marks what it has read. */
    @Test
    void longValuesThatBeginAlikeArePagedThroughWhileTheirResourcesChange() {
        String prefix = "x".repeat(600);
        for (int i = 0; i < 4; i++) {
            on.write(put("orders", "r" + i, "{\"s\":\"" + prefix + i + "\"}"));
        }
        SortKey byText = new SortKey(List.of("s"), false);
        List<String> read = new ArrayList<>();
        String next = null;
        do {
            ResourcePage page = await(on.store.list(query(1, next, byText)));
            int number = read.size();
            read.addAll(ids(page));
            on.write(put("orders", "r" + number, "{\"s\":\"" + prefix + number + "\",\"read\":true}"));
            next = page.next();
        } while (next != null && read.size() < 9);

        assertThat(read).containsExactly("r0", "r1", "r2", "r3");
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        on.writeMany("orders", 3);
        SortKey key = new SortKey(List.of("n"), false);
        String next = await(on.store.list(query(1, null, key))).next();
        char last = next.charAt(next.length() - 3);
        String tampered =
                next.substring(0, next.length() - 3) + (last == 'A' ? 'B' : 'A') + next.substring(next.length() - 2);

        List<ListQuery> foreign = List.of(
                query(1, tampered, key),
                query(1, next),
                query(1, next, new SortKey(List.of("n"), true)),
                query(1, next, new SortKey(List.of("m"), false)),
                query(1, next, key, key),
                new ListQuery("items", 1, next, List.of(key), false),
                query(1, "", key),
                query(1, "a", key),
                query(1, "!", key),
                query(1, "AAAAAAAA", key));

        foreign.forEach(
                query -> assertThat(refusal(on.store.list(query)).code()).isEqualTo(Code.BAD_REQUEST));
    }

    @Test
    void aPageOfLargeDocumentsIsShorter() {
        String large = "{\"n\":0,\"x\":\"" + "y".repeat(MIB) + "\"}";
        for (int i = 0; i < 12; i++) {
            on.write(put("orders", "r" + (10 + i), large.replace("0", String.valueOf(i % 10))));
        }

        ResourcePage page = await(on.store.list(query(1000, null)));

        assertThat(page.items()).hasSize(8);
        assertThat(walk(1000)).hasSize(12).doesNotHaveDuplicates();
        assertThat(walk(1000, new SortKey(List.of("n"), true))).hasSize(12).startsWith("r19", "r18");
    }

    @Test
    void aFilteredPageIsFullWhereThereIsEnough() {
        for (int i = 0; i < 60; i++) {
            on.write(put("orders", "r" + (10 + i), "{\"a\":[" + i % 6 + "]}")); // which SQL leaves to the predicate
        }

        ResourcePage first = await(on.store.list(query(4, null, "a==3")));
        ResourcePage last = await(on.store.list(query(6, first.next(), "a==3")));

        assertThat(ids(first)).containsExactly("r13", "r19", "r25", "r31");
        assertThat(ids(last)).containsExactly("r37", "r43", "r49", "r55", "r61", "r67");
        assertThat(last.next()).isNull();
        assertThat(await(on.store.list(query(5, first.next(), "a==3"))).next()).isNotNull();
    }

    @Test
    void whereFewMatchAPageEndsAtItsBoundAndGoesOnFromThere() {
        reopen(options -> options.withQuery(new QueryLimits(QueryLimits.DEFAULT.time(), 10)));
        for (int i = 0; i < 35; i++) {
            on.write(put("orders", "r" + (10 + i), "{\"a\":" + i + ",\"b\":[" + i + "]}"));
        }

        for (String filter : List.of("a==24", "b==24")) {
            ResourcePage empty = await(on.store.list(query(5, null, filter)));
            assertThat(empty.items()).isEmpty();
            assertThat(empty.revision()).isEqualTo(35);
            assertThat(empty.next()).isNotNull();
            List<Integer> sizes = new ArrayList<>();
            String next = empty.next();
            while (next != null) {
                ResourcePage page = await(on.store.list(query(5, next, filter)));
                sizes.add(page.items().size());
                next = page.next();
            }
            assertThat(sizes).as(filter).containsExactly(0, 1, 0);
        }
        assertThat(ids(await(on.store.list(query(3, null, "a>=4"))))).containsExactly("r14", "r15", "r16");
        assertThat(ids(await(on.store.list(query(8, null, "a>=4"))))).hasSize(6);
    }

    @Test
    void theCountIsOfWhatMatchesWhateverThePage() {
        for (int i = 0; i < 20; i++) {
            on.write(put("orders", "r" + (10 + i), "{\"a\":" + i + ",\"b\":[" + i % 2 + "]}"));
        }
        Filter filter = Filter.parse("a>=5;b==1");
        SortKey byA = new SortKey(List.of("a"), true);

        for (List<SortKey> sort : List.of(List.<SortKey>of(), List.of(byA))) {
            ResourcePage page = await(on.store.list(new ListQuery("orders", 3, null, sort, true, filter)));
            assertThat(page.count()).isEqualTo(8);
            ResourcePage rest = await(on.store.list(new ListQuery("orders", 9, page.next(), sort, true, filter)));
            assertThat(rest.count()).isEqualTo(8);
            assertThat(rest.items()).hasSize(5);
            assertThat(rest.next()).isNull();
        }
        assertThat(await(on.store.list(new ListQuery("none", 3, null, List.of(), true, filter))))
                .isEqualTo(new ResourcePage(List.of(), 0, null, 0));
    }

    @Test
    void aFilteredListCanBeSorted() {
        for (int i = 0; i < 20; i++) {
            on.write(put("orders", "r" + (10 + i), "{\"a\":" + i + ",\"b\":" + i % 2 + "}"));
        }
        SortKey byA = new SortKey(List.of("a"), true);

        ResourcePage first = await(on.store.list(query(3, null, "b==1", byA)));
        ResourcePage second = await(on.store.list(query(3, first.next(), "b==1", byA)));

        assertThat(ids(first)).containsExactly("r29", "r27", "r25");
        assertThat(ids(second)).containsExactly("r23", "r21", "r19");
    }

    @Test
    void aTokenBelongsToItsFilter() {
        on.writeMany("orders", 5);
        String next = await(on.store.list(query(1, null, "a!=1;b!=2"))).next();

        assertThat(ids(await(on.store.list(query(1, next, "(b!=2) ; a!=1"))))).containsExactly("r1");
        for (ListQuery other : List.of(
                query(1, next, "a!=1"),
                query(1, next),
                query(1, next, "a!=1;b!=2", new SortKey(List.of("a"), false)))) {
            assertThat(refusal(on.store.list(other)).code()).isEqualTo(Code.BAD_REQUEST);
        }
        String plain = await(on.store.list(query(1, null))).next();
        assertThat(refusal(on.store.list(query(1, plain, "a!=1"))).code()).isEqualTo(Code.BAD_REQUEST);
    }

    @Test
    void aQueryThatTakesTooLongIsEnded() {
        on.writeMany("orders", 3);
        reopen(options -> options.withQuery(new QueryLimits(Duration.ZERO, 10)));
        SortKey byA = new SortKey(List.of("a"), false);

        for (ListQuery query : List.of(query(1, null, byA), query(1, null, "a!=1"), query(1, null, "a!=1", byA))) {
            TidingsException refusal = refusal(on.store.list(query));
            assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(refusal.detail()).contains("took too long", "filter");
        }
        assertThat(await(on.store.get("orders", "r0"))).isPresent();
    }

    /** The database alone is busy here: no resource comes out of it that could be looked at. */
    @Test
    void aQueryThatFindsNothingIsEndedToo() {
        WriteRequest.Operation[] puts = IntStream.range(0, 5_000)
                .mapToObj(i -> put("orders", "r" + i, "{\"a\":" + i + "}"))
                .toArray(WriteRequest.Operation[]::new);
        await(on.store.write(Stores.request(puts)));
        reopen(options -> options.withQuery(new QueryLimits(Duration.ofNanos(1), 5_000)));

        for (int i = 0; i < 4; i++) { // so that each session has met it and can be used again
            assertThat(refusal(on.store.list(query(1, null, "a==-1"))).code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(await(on.store.get("orders", "r4999"))).isPresent();
        }
    }

    private List<String> walk(int limit, SortKey... sort) {
        return walk(limit, null, sort);
    }

    private List<String> walk(int limit, String filter, SortKey... sort) {
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            ResourcePage page = await(on.store.list(query(limit, next, filter, sort)));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            ids.addAll(ids(page));
            next = page.next();
        } while (next != null);
        return ids;
    }

    private static List<String> ids(ResourcePage page) {
        return page.items().stream().map(Resource::id).toList();
    }

    private static ListQuery query(int limit, String after, SortKey... sort) {
        return query(limit, after, null, sort);
    }

    private static ListQuery query(int limit, String after, String filter, SortKey... sort) {
        Filter parsed = filter == null ? null : Filter.parse(filter);
        return new ListQuery("orders", limit, after, Arrays.asList(sort), false, parsed);
    }
}
