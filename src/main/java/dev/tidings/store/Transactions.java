package dev.tidings.store;

import java.util.List;

/** Where the write queue hands what it gathered: the inner seam, behind which is the database. */
@FunctionalInterface
interface Transactions {

    /**
     * Runs requests in one transaction, in order. What it returns is on disk.
     *
     * @throws dev.tidings.model.TidingsException where the database refused the transaction as a whole; {@code
     *     OUTCOME_UNKNOWN} where it broke in the commit, in all other cases nothing was applied
     */
    Transaction run(List<WriteRequest> requests);

    /**
     * A transaction that is on disk.
     *
     * @param rulings one for each request, in order
     * @param batches what it changed, one for each collection
     * @param committed false where there was nothing to commit
     * @param nanos how long it took
     */
    record Transaction(List<Ruling> rulings, List<CommittedBatch> batches, boolean committed, long nanos) {

        public Transaction {
            rulings = List.copyOf(rulings);
            batches = List.copyOf(batches);
        }
    }
}
