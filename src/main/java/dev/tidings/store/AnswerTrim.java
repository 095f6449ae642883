package dev.tidings.store;

import java.sql.SQLException;

/** Trims the answers to requests with an idempotency key, a few rows a transaction. */
final class AnswerTrim {

    private static final String DELETE =
            """
            DELETE FROM idempotency WHERE (principal, method, path, key) IN (
                SELECT principal, method, path, key FROM idempotency WHERE at <= ? ORDER BY at LIMIT ?)""";

    private AnswerTrim() {}

    /**
     * One step, in the caller's transaction.
     *
     * @param cutoff those from then or before go
     * @return whether there may be more to trim
     */
    static boolean step(Session writer, long cutoff) throws SQLException {
        int trimmed = writer.update(DELETE, cutoff, Cut.MAX_ROWS);
        return trimmed == Cut.MAX_ROWS;
    }
}
