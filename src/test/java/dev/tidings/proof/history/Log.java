package dev.tidings.proof.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The changes of one collection, as all pages of all nodes tell them together: the order of everything. */
final class Log {

    private final String epoch;
    private final long floor;
    private final NavigableMap<Long, LoggedChange> changes;
    private final Map<String, NavigableMap<Long, LoggedChange>> byId = new HashMap<>();

    /** @param floor the highest floor that a node told */
    Log(String epoch, long floor, NavigableMap<Long, LoggedChange> changes) {
        this.epoch = epoch;
        this.floor = floor;
        this.changes = changes;
        changes.values().forEach(change -> byId.computeIfAbsent(change.id(), id -> new TreeMap<>())
                .put(change.revision(), change));
    }

    String epoch() {
        return epoch;
    }

    long floor() {
        return floor;
    }

    long head() {
        return changes.isEmpty() ? 0 : changes.lastKey();
    }

    List<LoggedChange> changes() {
        return List.copyOf(changes.values());
    }

    Stream<LoggedChange> of(String id) {
        return byId.getOrDefault(id, new TreeMap<>()).values().stream();
    }

    Optional<LoggedChange> at(long revision) {
        return Optional.ofNullable(changes.get(revision));
    }

    /** The last change of the same resource before this revision. */
    Optional<LoggedChange> before(String id, long revision) {
        return Optional.ofNullable(byId.getOrDefault(id, new TreeMap<>()).lowerEntry(revision))
                .map(Map.Entry::getValue);
    }

    /** The first change of the same resource after this revision. */
    Optional<LoggedChange> after(String id, long revision) {
        return Optional.ofNullable(byId.getOrDefault(id, new TreeMap<>()).higherEntry(revision))
                .map(Map.Entry::getValue);
    }

    /** What stands beside a revision, to be told with a fault. */
    String around(long revision) {
        StringBuilder text = new StringBuilder("\n  the log there:");
        changes.subMap(revision - 2, true, revision + 2, true).values().forEach(change -> text.append("\n    ")
                .append(change));
        return text.toString();
    }

    /** What became of a resource next to a revision, to be told with a fault. */
    String around(String id, long revision) {
        StringBuilder text = new StringBuilder("\n  its changes there:");
        before(id, revision).ifPresent(change -> text.append("\n    ").append(change));
        at(revision).filter(change -> change.id().equals(id)).ifPresent(change -> text.append("\n    ")
                .append(change));
        after(id, revision).ifPresent(change -> text.append("\n    ").append(change));
        return text.toString();
    }
}
