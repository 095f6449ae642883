package dev.tidings.store;

import java.util.List;

/**
 * Hears of each transaction after it is on disk and before those who asked for its writes are answered, those of one
 * collection in commit order, and of one at a time, on a writer's thread: it must be quick, and must not throw.
 */
@FunctionalInterface
public interface CommitListener {

    /** Hears nothing. */
    CommitListener NONE = (batches, writes, nanos) -> {};

    /**
     * A transaction is on disk.
     *
     * @param batches what it changed, one for each collection; none where it only kept answers
     * @param writes how many operations were judged in it
     * @param nanos how long it took from its first statement to its commit
     */
    void committed(List<CommittedBatch> batches, int writes, long nanos);
}
