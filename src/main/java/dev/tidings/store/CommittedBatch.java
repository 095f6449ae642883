package dev.tidings.store;

import dev.tidings.model.Change;
import java.util.List;

/**
 * The changes of one transaction in one collection: revisions without a gap, rising.
 *
 * @param collection where
 * @param epoch of the store
 * @param changes one or more
 * @param committedAt when the commit returned, {@link System#nanoTime}; the start of a delivery's measured time
 */
public record CommittedBatch(String collection, String epoch, List<Change> changes, long committedAt) {

    public CommittedBatch {
        changes = List.copyOf(changes);
    }

    public long first() {
        return changes.get(0).revision();
    }

    public long last() {
        return changes.get(changes.size() - 1).revision();
    }
}
