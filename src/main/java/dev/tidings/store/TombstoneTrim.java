package dev.tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Trims a collection's tombstones from the oldest on, a few rows a transaction. */
final class TombstoneTrim {

    private static final String COLLECTION = "SELECT revision FROM collection WHERE name = ?";

    private static final String OLDEST =
            "SELECT revision, at FROM tombstone WHERE collection = ? ORDER BY revision LIMIT ?";

    private static final String DELETE = "DELETE FROM tombstone WHERE collection = ? AND revision <= ?";

    private static final String RAISE = "UPDATE collection SET tombstone_floor = ? WHERE name = ?";

    private TombstoneTrim() {}

    /**
     * One step, in the caller's transaction.
     *
     * @param cutoff those from before it go
     * @return whether there may be more to trim
     */
    static boolean step(Session writer, String collection, long cutoff) throws SQLException {
        long last = 0;
        int trimmed = 0;
        writer.lock(COLLECTION, collection).execute(); // so that the floor is raised by one at a time
        try (ResultSet row = writer.prepare(OLDEST, collection, Cut.MAX_ROWS).executeQuery()) {
            while (row.next() && row.getLong(2) < cutoff) {
                last = row.getLong(1);
                trimmed++;
            }
        }
        if (trimmed > 0) {
            writer.update(DELETE, collection, last);
            writer.update(RAISE, last, collection);
        }
        return trimmed == Cut.MAX_ROWS;
    }
}
