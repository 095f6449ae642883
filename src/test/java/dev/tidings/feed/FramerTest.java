package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Resource;
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramerTest {

    private static final Resource OLD = new Resource("a", 4, 1000, 2000, "{\"x\":1,\"y\":1.10}");
    private static final Resource NEW = new Resource("a", 7, 1000, 3000, "{\"x\":2,\"y\":1.10}");
    private static final Marks MARKS = new Marks(9, 5, 3);

    private static ViewKey key(String id, String... fields) {
        return new ViewKey("apples", id, List.of(fields), SimView.FORMAT);
    }

    private static Framer byValue(String x) {
        return Framer.of(new ViewKey("apples", null, Filter.parse("x==" + x), List.of(), SimView.FORMAT));
    }

    private static Change update() {
        return new Change(7, ChangeKind.UPDATED, "a", 3000, OLD, NEW, 7);
    }

    private static List<SimView.Event> events(FramePage page) {
        return IntStream.range(0, page.frames().size())
                .mapToObj(i -> SimView.Event.read(page.frames(), i))
                .toList();
    }

    private static SimView.Event event(Framer framer, Change change) {
        return framer.change("e", Sighting.of(change))
                .map(frame -> SimView.Event.read(Chunk.of(List.of(frame)), 0))
                .orElseThrow();
    }

    @Test
    void aCollectionTellsWhatAResourceBecame() {
        SimView.Event event = event(Framer.of(key(null)), update());
        assertThat(event).isEqualTo(new SimView.Event("updated", 7, "a", 3000, NEW.representation(), null));
    }

    @Test
    void whatWasDeletedIsToldWithItsLastState() {
        Change delete = new Change(8, ChangeKind.DELETED, "a", 4000, NEW, null, 8);
        assertThat(event(Framer.of(key("a")), delete))
                .isEqualTo(new SimView.Event("deleted", 8, "a", 4000, NEW.representation(), null));
    }

    @Test
    void oneResourceIsToldNothingOfOthers() {
        assertThat(Framer.of(key("b")).change("e", Sighting.of(update()))).isEmpty();
    }

    @Test
    void anUpdateMayEnterOrLeaveAView() {
        assertThat(event(byValue("2"), update()).type()).isEqualTo("entered");
        assertThat(event(byValue("1"), update())).isEqualTo(new SimView.Event("left", 7, "a", 3000, null, "changed"));
        assertThat(byValue("3").change("e", Sighting.of(update()))).isEmpty();
    }

    @Test
    void fieldsAreProjected() {
        assertThat(event(Framer.of(key(null, "y")), update()).resource())
                .isEqualTo("{\"id\":\"a\",\"revision\":7,\"y\":1.10}");
    }

    @Test
    void aSnapshotTellsWhatIsThereAsOfItsLastChange() {
        ScanPage rows = new ScanPage(MARKS, List.of(new Row(7, "a", NEW)), false);
        FramePage page = Framer.of(key(null)).page("e", 2, new Scan(9, true, false), rows);

        assertThat(events(page))
                .containsExactly(new SimView.Event("snapshot", 7, "a", 3000, NEW.representation(), null));
        assertThat(page.from()).isEqualTo(2);
        assertThat(page.end()).as("it looked as far as it was to").isEqualTo(9);
        assertThat(page.floor()).isEqualTo(5);
        assertThat(page.tombstoneFloor()).isEqualTo(3);
    }

    @Test
    void whatChangedBelowTheFloorIsToldAsUpdatedAndWhatIsGoneAsDeleted() {
        ScanPage rows = new ScanPage(MARKS, List.of(new Row(6, "b", null), new Row(7, "a", NEW)), true);
        FramePage page = Framer.of(key(null)).page("e", 2, new Scan(9, false, true), rows);

        assertThat(events(page))
                .containsExactly(
                        new SimView.Event("deleted", 6, "b", 0, null, null),
                        new SimView.Event("updated", 7, "a", 3000, NEW.representation(), null));
        assertThat(page.end()).as("more may follow the last row").isEqualTo(7);
    }

    @Test
    void theRowsOfOthersMoveTheCursorOfOne() {
        ScanPage rows = new ScanPage(MARKS, List.of(new Row(6, "b", null), new Row(7, "a", NEW)), true);
        FramePage page = Framer.of(key("c")).page("e", 2, new Scan(9, false, true), rows);

        assertThat(page.frames().size()).isZero();
        assertThat(page.end()).isEqualTo(7);
    }
}
