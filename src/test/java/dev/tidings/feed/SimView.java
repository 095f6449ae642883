package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a view has to show, by the judge's own reckoning from the whole history.
 */
final class SimView {

    static final FrameFormat FORMAT = new Format();

    /** An event as the judge reads it off the wire. */
    record Event(String type, long revision, String id, long time, String resource, String reason) {

        static Event read(Chunk chunk, int index) {
            int from = chunk.offset(index);
            String text = new String(chunk.bytes(), from, chunk.offset(index + 1) - from, StandardCharsets.ISO_8859_1);
            String[] parts = text.split("\\|", -1);
            return new Event(
                    parts[0],
                    Long.parseLong(parts[1]),
                    parts[2],
                    Long.parseLong(parts[3]),
                    parts[4].isEmpty() ? null : parts[4],
                    parts[5].isEmpty() ? null : parts[5]);
        }
    }

    private record Format() implements FrameFormat {
        @Override
        public String name() {
            return "sim";
        }

        @Override
        public Frame encode(String collection, String epoch, ResourceEvent event) {
            String text = event.type().word()
                    + '|'
                    + event.revision()
                    + '|'
                    + event.id()
                    + '|'
                    + event.time()
                    + '|'
                    + (event.resource() == null ? "" : event.resource())
                    + '|'
                    + (event.reason() == null ? "" : event.reason());
            return new Frame(event.revision(), event.id(), text.getBytes(StandardCharsets.ISO_8859_1), 0, 0);
        }
    }

    private final ViewKey key;
    private final SimStore store;
    private final Predicate<String> meaning;
    private final List<String> types = new ArrayList<>(); // by revision; "" where not selected
    private final List<Long> selected = new ArrayList<>();
    private final Map<String, TreeMap<Long, Boolean>> shown =
            new HashMap<>(); // by id: since which revision, shown or not

    private final BitSet superseded = new BitSet(); // by revision

    private SimView(ViewKey key, SimStore store, Predicate<String> meaning) {
        this.key = key;
        this.store = store;
        this.meaning = meaning;
    }

    /** All of a collection, or the one with an id. */
    static SimView of(SimStore store, String id) {
        return new SimView(new ViewKey(store.collection(), id, List.of(), FORMAT), store, document -> true);
    }

    /** What a filter selects of a collection, or of the one with an id. */
    static SimView of(SimStore store, String id, SimFilter filter) {
        ViewKey key = new ViewKey(store.collection(), id, filter.filter(), List.of(), FORMAT);
        return new SimView(key, store, filter.meaning());
    }

    ViewKey key() {
        return key;
    }

    SimStore store() {
        return store;
    }

    boolean filtered() {
        return key.filter() != null;
    }

    boolean concerns(String id) {
        return key.id() == null || key.id().equals(id);
    }

    private boolean shows(Resource resource) {
        return resource != null && concerns(resource.id()) && meaning.test(resource.document());
    }

    /** What this revision is to the view; empty text where it is nothing. */
    String type(long revision) {
        grow();
        return types.get((int) revision - 1);
    }

    /** The revisions that the view selects in (from, to]. */
    List<Long> selected(long from, long to) {
        grow();
        return selected.subList(index(from), index(to));
    }

    private int index(long revision) {
        int low = 0;
        int high = selected.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (selected.get(middle) <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What a client that was told everything up to this revision holds: ids, and the revisions of their documents. */
    Map<String, Long> stateAt(long revision) {
        grow();
        Map<String, Long> state = new HashMap<>();
        shown.forEach((id, changes) -> {
            Map.Entry<Long, Boolean> last = changes.floorEntry(revision);
            if (last != null && last.getValue()) {
                state.put(id, last.getKey());
            }
        });
        return state;
    }

    /** Whether a later change of the resource took this one's place. */
    boolean superseded(long revision) {
        grow();
        return superseded.get((int) revision);
    }

    private void grow() {
        while (types.size() < store.head()) {
            Change change = store.at(types.size() + 1);
            boolean was = shows(change.before());
            boolean is = shows(change.after());
            String type = was || is ? type(change, was, is) : "";
            types.add(type);
            if (!type.isEmpty()) {
                selected.add(change.revision());
            }
            if (concerns(change.id())) {
                TreeMap<Long, Boolean> changes = shown.computeIfAbsent(change.id(), id -> new TreeMap<>());
                if (!changes.isEmpty()) {
                    superseded.set(changes.lastKey().intValue());
                }
                changes.put(change.revision(), is);
            }
        }
    }

    private static String type(Change change, boolean was, boolean is) {
        if (change.before() == null) {
            return "created";
        }
        if (change.after() == null) {
            return "deleted";
        }
        return was ? (is ? "updated" : "left") : "entered";
    }
}
