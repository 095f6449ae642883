package dev.tidings.store;

import dev.tidings.model.TidingsException;

/** How a request fared in its transaction; it counts only once the transaction is committed. */
sealed interface Ruling {

    record Granted(WriteOutcome outcome) implements Ruling {}

    /** Nothing of the request was applied. */
    record Refused(TidingsException refusal) implements Ruling {}
}
