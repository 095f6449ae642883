package dev.tidings.store;

import java.util.List;

/** How a request ended that was not refused; a refusal is a failed future with a {@code TidingsException}. */
public sealed interface WriteOutcome {

    /** Committed and on disk: a result for each operation, in order. */
    record Committed(List<Applied> results) implements WriteOutcome {}

    /** The same request was answered before: the text that {@link Idempotency.Answers} made then. */
    record Replayed(String answer) implements WriteOutcome {}
}
