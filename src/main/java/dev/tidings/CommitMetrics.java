package dev.tidings;

import dev.tidings.metrics.Metrics;
import dev.tidings.store.CommitListener;
import dev.tidings.store.CommittedBatch;
import java.util.List;

/** Tells the metrics what the store commits. */
record CommitMetrics(Metrics metrics) implements CommitListener {

    @Override
    public void committed(List<CommittedBatch> batches, int writes, long nanos) {
        metrics.committed(writes, nanos);
        batches.forEach(batch -> batch.changes().forEach(change -> metrics.changed(change.kind())));
    }
}
