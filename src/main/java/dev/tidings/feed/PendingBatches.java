package dev.tidings.feed;

import dev.tidings.store.CommittedBatch;
import java.util.Map;
import java.util.TreeMap;

/** Batches that came before an earlier one, in order and bounded: what does not fit is dropped, since the log has it. */
final class PendingBatches {

    private final int maxWeight;
    private final TreeMap<Long, CommittedBatch> byFirst = new TreeMap<>();
    private int weight;
    private long last;

    PendingBatches(int maxWeight) {
        this.maxWeight = maxWeight;
    }

    void keep(CommittedBatch batch) {
        last = Math.max(last, batch.last());
        int more = weightOf(batch);
        if (weight + more <= maxWeight && byFirst.putIfAbsent(batch.first(), batch) == null) {
            weight += more;
        }
    }

    /** There are changes up to this revision, though not here. */
    void hint(long to) {
        last = Math.max(last, to);
    }

    /** Takes out the first batch if it follows this end without a gap, or lies below it; else null. */
    CommittedBatch pollUpTo(long end) {
        Map.Entry<Long, CommittedBatch> first = byFirst.firstEntry();
        if (first == null || first.getKey() > end + 1) {
            return null;
        }
        byFirst.remove(first.getKey());
        weight -= weightOf(first.getValue());
        return first.getValue();
    }

    /** The highest revision that was ever seen here since the last {@link #clear}; 0 for none. */
    long last() {
        return last;
    }

    void clear() {
        byFirst.clear();
        weight = 0;
        last = 0;
    }

    int weight() {
        return weight;
    }

    private static int weightOf(CommittedBatch batch) {
        return batch.changes().stream().mapToInt(change -> change.weight()).sum();
    }
}
