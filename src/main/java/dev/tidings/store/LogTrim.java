package dev.tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Trims a collection's log from its oldest change on, a few rows a transaction. */
final class LogTrim {

    private static final String COLLECTION = "SELECT revision, log_bytes FROM collection WHERE name = ?";

    private static final String OLDEST =
            "SELECT revision, at, bytes FROM change WHERE collection = ? ORDER BY revision LIMIT ?";

    private static final String DELETE = "DELETE FROM change WHERE collection = ? AND revision <= ?";

    /** In the transaction that deletes: a reader below the floor must never find a log that merely looks short. */
    private static final String RAISE = "UPDATE collection SET floor = ?, log_bytes = log_bytes - ? WHERE name = ?";

    private LogTrim() {}

    /**
     * One step, in the caller's transaction.
     *
     * @return whether there may be more to trim
     */
    static boolean step(Session writer, String collection, RetentionPolicy policy, long now) throws SQLException {
        Cut cut = cut(writer, collection, policy, now);
        if (cut.trimmed() > 0) {
            writer.update(DELETE, collection, cut.revision());
            writer.update(RAISE, cut.revision(), cut.bytes(), collection);
        }
        return cut.more();
    }

    private static Cut cut(Session writer, String collection, RetentionPolicy policy, long now) throws SQLException {
        Cut cut;
        try (ResultSet row = writer.lock(COLLECTION, collection).executeQuery()) {
            if (!row.next()) {
                return new Cut(policy, now, 0, 0);
            }
            cut = new Cut(policy, now, row.getLong(1), row.getLong(2));
        }
        try (ResultSet row = writer.prepare(OLDEST, collection, Cut.MAX_ROWS).executeQuery()) {
            while (row.next() && cut.take(row.getLong(1), row.getLong(2), row.getLong(3))) {
                // each that is taken goes
            }
        }
        return cut;
    }
}
