package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.remove;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.store.ChangeLog.Heads;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store promises to whoever reads its log, or its resources by revision. */
abstract class LogContract extends OnStore {

    LogContract(TestStore.Factory factory) {
        super(factory);
    }

    @Test
    void aPageOfTheLogTellsHowFarItLooked() {
        on.writeMany("orders", 10);
        Marks marks = new Marks(10, 0, 0);

        LogPage page = await(on.store.changes("orders", 3, 7, TestStore.ANY_WEIGHT));

        assertThat(page.changes()).extracting(Change::revision).containsExactly(4L, 5L, 6L, 7L);
        assertThat(page.end()).isEqualTo(7);
        assertThat(page.marks()).isEqualTo(marks);
        assertThat(await(on.store.changes("orders", 8, 99, TestStore.ANY_WEIGHT))
                        .end())
                .isEqualTo(10);
        assertThat(await(on.store.changes("orders", 10, 99, TestStore.ANY_WEIGHT)))
                .isEqualTo(new LogPage(10, 10, marks, List.of()));
        assertThat(await(on.store.changes("orders", 12, 99, TestStore.ANY_WEIGHT)))
                .isEqualTo(new LogPage(12, 12, marks, List.of()));
        assertThat(await(on.store.changes("nothing", 5, 9, TestStore.ANY_WEIGHT)))
                .isEqualTo(new LogPage(5, 5, new Marks(0, 0, 0), List.of()));
    }

    @Test
    void aPageOfTheLogIsCutByWeightButNeverEmpty() {
        on.writeMany("orders", 10);

        LogPage one = await(on.store.changes("orders", 0, 10, 1));
        LogPage three = await(on.store.changes("orders", 0, 10, 320));

        assertThat(one.changes()).hasSize(1);
        assertThat(one.end()).isEqualTo(1);
        assertThat(three.changes()).hasSize(3);
        assertThat(three.end()).isEqualTo(3);
    }

    @Test
    void theHeadsOfManyCollectionsComeTogether() {
        on.writeMany("orders", 3);
        on.writeMany("items", 2);

        assertThat(await(on.store.heads(Set.of("orders", "items", "nothing"))))
                .isEqualTo(new Heads(on.store.epoch(), Map.of("orders", 3L, "items", 2L)));
        assertThat(await(on.store.heads(Set.of("nothing"))).of("nothing")).isZero();
        assertThat(await(on.store.heads(Set.of())).revisions()).isEmpty();
    }

    @Test
    void aScanGoesThroughResourcesByRevision() {
        on.writeMany("orders", 5);
        on.write(put("orders", "r1", "{\"new\":true}"));
        on.write(remove("orders", "r2"));

        assertThat(scan("orders", 0, 99, false)).containsExactly("1 r0", "4 r3", "5 r4", "6 r1");
        assertThat(scan("orders", 1, 5, false)).containsExactly("4 r3", "5 r4");
        assertThat(scan("orders", 4, 99, true)).containsExactly("5 r4", "6 r1", "7 -r2");
        assertThat(scan("orders", 7, 99, true)).isEmpty();
        assertThat(scan("nothing", 0, 99, true)).isEmpty();
    }

    @Test
    void aScanIsBoundedInRowsAndWeight() {
        on.writeMany("orders", 5);
        on.write(remove("orders", "r4"));

        ScanPage two = await(on.store.scan("orders", 0, 99, true, 2, TestStore.ANY_WEIGHT));
        ScanPage all = await(on.store.scan("orders", 0, 99, true, 5, TestStore.ANY_WEIGHT));
        ScanPage light = await(on.store.scan("orders", 0, 99, false, 5, 1));

        assertThat(two.rows()).hasSize(2);
        assertThat(two.more()).isTrue();
        assertThat(two.marks()).isEqualTo(new Marks(6, 0, 0));
        assertThat(all.rows()).hasSize(5);
        assertThat(all.more()).isFalse();
        assertThat(light.rows()).hasSize(1);
        assertThat(light.more()).isTrue();
    }

    @Test
    void aScanForOneResourceFindsItOrItsTombstone() {
        on.writeMany("orders", 3);
        assertThat(scanOne("r1", 0, 99, true)).containsExactly("2 r1");
        assertThat(scanOne("r1", 2, 99, true)).isEmpty();
        assertThat(scanOne("r1", 0, 1, true)).isEmpty();
        assertThat(scanOne("nobody", 0, 99, true)).isEmpty();

        on.write(remove("orders", "r1"));

        assertThat(scanOne("r1", 0, 99, true)).containsExactly("4 -r1");
        assertThat(scanOne("r1", 0, 99, false)).isEmpty();
        assertThat(scanOne("r1", 4, 99, true)).isEmpty();
    }

    @Test
    void aResourceThatIsMadeAgainLeavesNoTombstone() {
        on.write(put("orders", "1", "{}"));
        on.write(remove("orders", "1"));
        assertThat(scan("orders", 0, 99, true)).containsExactly("2 -1");

        on.write(put("orders", "1", "{}"));

        assertThat(scan("orders", 0, 99, true)).containsExactly("3 1");
        await(on.store.write(request(remove("orders", "1"), put("orders", "1", "{}"), remove("orders", "1"))));
        assertThat(scan("orders", 0, 99, true)).containsExactly("6 -1");
    }

    private List<String> scan(String collection, long after, long upTo, boolean tombstones) {
        return await(on.store.scan(collection, after, upTo, tombstones, 100, TestStore.ANY_WEIGHT)).rows().stream()
                .map(LogContract::text)
                .toList();
    }

    private List<String> scanOne(String id, long after, long upTo, boolean tombstones) {
        ScanPage page = await(on.store.scanOne("orders", id, after, upTo, tombstones, 100, TestStore.ANY_WEIGHT));
        assertThat(page.more()).isFalse();
        assertThat(page.marks().head()).isGreaterThanOrEqualTo(3);
        return page.rows().stream().map(LogContract::text).toList();
    }

    private static String text(Row row) {
        return row.revision() + (row.resource() == null ? " -" : " ") + row.id();
    }
}
