package dev.tidings.store;

import dev.tidings.model.TidingsException;
import java.util.List;
import java.util.function.Function;

/** A database's own way from the lock to the commit of one transaction. */
@FunctionalInterface
interface Ledger {

    /**
     * Locks and reads what the requests name, has them judged, and writes and commits what was granted.
     *
     * @param expired kept answers from then or before are none
     * @param judge decides on what was read; pure, and asked again where the transaction has to be begun again
     * @return what was decided last and is on disk
     * @throws TidingsException where nothing was applied; {@code OUTCOME_UNKNOWN} where that could not be found out
     */
    Entry run(List<WriteRequest> requests, long expired, Function<Ground, Judgement> judge);

    /**
     * A transaction that is on disk.
     *
     * @param epoch of the history that it is in
     * @param committedAt {@link System#nanoTime} when the commit returned
     */
    record Entry(Judgement judgement, String epoch, long committedAt) {}
}
