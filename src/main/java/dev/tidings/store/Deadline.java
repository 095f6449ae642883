package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.sql.SQLException;
import java.time.Duration;

/** When a query has taken too long. */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isPassed() {
        return System.nanoTime() - end >= 0;
    }

    /** Refuses to go on once it has passed. */
    void check() {
        if (isPassed()) {
            throw passed(null);
        }
    }

    /** How long it is until then; not above zero where it has passed. */
    Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * What whoever asked is told.
     *
     * @param cause how the database ended it; null where it did not
     */
    static TidingsException passed(SQLException cause) {
        return TidingsException.of(
                Code.UNAVAILABLE,
                "The query took too long and was ended. Ask for less: a narrower filter, no sort, no count; or have the"
                        + " paths that the filter tests indexed.",
                cause);
    }
}
