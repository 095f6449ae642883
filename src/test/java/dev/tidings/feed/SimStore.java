package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Resource;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import dev.tidings.store.CommittedBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One collection of the store, in memory, each method one statement or one transaction; its whole history stays for the judge. */
final class SimStore {

    static final String EPOCH = "sim1";

    private final String collection;
    private final VirtualTime time;
    private final List<Change> history = new ArrayList<>();
    private final Map<String, Resource> byId = new HashMap<>();
    private final TreeMap<Long, Resource> byRevision = new TreeMap<>();
    private final TreeMap<Long, String> tombstones = new TreeMap<>();
    private final Map<String, Long> tombstoneOf = new HashMap<>();
    private long trimmed;
    private long floor;
    private long tombstoneFloor;

    SimStore(String collection, VirtualTime time) {
        this.collection = collection;
        this.time = time;
    }

    // ---- writing

    /** What a transaction would do: nothing of it is done yet. A null document deletes. */
    CommittedBatch prepare(Map<String, String> documents) {
        List<Change> changes = new ArrayList<>();
        long first = head() + 1;
        documents.forEach((id, document) -> {
            Resource before = byId.get(id);
            if (before != null || document != null) {
                changes.add(change(head() + changes.size() + 1, first, id, before, document));
            }
        });
        return changes.isEmpty() ? null : new CommittedBatch(collection, EPOCH, changes, 1);
    }

    private Change change(long revision, long first, String id, Resource before, String document) {
        long now = time.now();
        if (document == null) {
            return new Change(revision, ChangeKind.DELETED, id, now, before, null, first);
        }
        long created = before == null ? now : before.createdAt();
        Resource after = new Resource(id, revision, created, now, document);
        ChangeKind kind = before == null ? ChangeKind.CREATED : ChangeKind.UPDATED;
        return new Change(revision, kind, id, now, before, after, first);
    }

    void commit(CommittedBatch batch) {
        batch.changes().forEach(this::apply);
    }

    private void apply(Change change) {
        history.add(change);
        Violation.unless(history.size() == change.revision(), "the simulation itself is wrong: a gap in the history");
        if (change.before() != null) {
            byRevision.remove(change.before().revision());
        }
        if (change.after() == null) {
            byId.remove(change.id());
            tombstones.put(change.revision(), change.id());
            tombstoneOf.put(change.id(), change.revision());
        } else {
            byId.put(change.id(), change.after());
            byRevision.put(change.revision(), change.after());
            Optional.ofNullable(tombstoneOf.remove(change.id())).ifPresent(tombstones::remove);
        }
    }

    /** Trims the log up to a revision: rows and floor in one transaction. */
    void trimLog(long upTo) {
        trimmed = upTo;
        floor = upTo;
    }

    /** Trims tombstones up to a revision. */
    void trimTombstones(long upTo) {
        tombstones.headMap(upTo, true).values().forEach(tombstoneOf::remove);
        tombstones.headMap(upTo, true).clear();
        tombstoneFloor = upTo;
    }

    // ---- reading

    Marks marks() {
        return new Marks(head(), floor, tombstoneFloor);
    }

    LogPage changes(long after, long upTo, int maxWeight) {
        return changes(after, upTo, maxWeight, marks());
    }

    private LogPage changes(long after, long upTo, int maxWeight, Marks marks) {
        List<Change> rows = new ArrayList<>();
        long bound = Math.max(after, Math.min(upTo, head()));
        int weight = 0;
        for (long at = Math.max(after, trimmed); at < bound; at++) {
            Change next = history.get((int) at);
            weight += next.weight();
            if (weight > maxWeight && !rows.isEmpty()) {
                return new LogPage(after, at, marks, rows);
            }
            rows.add(next);
        }
        return new LogPage(after, bound, marks, rows);
    }

    ScanPage scan(long after, long upTo, boolean withTombstones, int limit) {
        TreeMap<Long, Row> rows = new TreeMap<>();
        if (after < upTo) {
            byRevision.subMap(after, false, upTo, true).values().stream()
                    .limit(limit + 1L)
                    .forEach(it -> rows.put(it.revision(), new Row(it.revision(), it.id(), it)));
            if (withTombstones) {
                tombstones.subMap(after, false, upTo, true).entrySet().stream()
                        .limit(limit + 1L)
                        .forEach(it -> rows.put(it.getKey(), new Row(it.getKey(), it.getValue(), null)));
            }
        }
        List<Row> page = rows.values().stream().limit(limit).toList();
        return new ScanPage(marks(), page, rows.size() > limit);
    }

    String collection() {
        return collection;
    }

    // ---- for the judge

    long head() {
        return history.size();
    }

    long floor() {
        return floor;
    }

    long tombstoneFloor() {
        return tombstoneFloor;
    }

    /** The change that took this revision. */
    Change at(long revision) {
        return history.get((int) revision - 1);
    }

    boolean exists(String id) {
        return byId.containsKey(id);
    }
}
