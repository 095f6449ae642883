package dev.tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What retention has to do in one collection.
 *
 * @param log whether its log is beyond a bound
 * @param tombstones whether its oldest tombstone is
 */
record Overdue(String collection, boolean log, boolean tombstones) {

    private static final String OLDEST =
            """
            SELECT c.name, c.revision - c.floor, c.log_bytes,
                (SELECT h.at FROM change h WHERE h.collection = c.name ORDER BY h.revision LIMIT 1),
                (SELECT t.at FROM tombstone t WHERE t.collection = c.name ORDER BY t.revision LIMIT 1)
            FROM collection c""";

    /** Finds it with one look at each collection's oldest rows. */
    static List<Overdue> find(Session reader, Function<String, RetentionPolicy> policies, long now)
            throws SQLException {
        List<Overdue> found = new ArrayList<>();
        try (ResultSet row = reader.prepare(OLDEST).executeQuery()) {
            while (row.next()) {
                RetentionPolicy policy = policies.apply(row.getString(1));
                boolean large = row.getLong(2) > policy.changes() || row.getLong(3) > policy.bytes();
                boolean old = isBefore(row, 4, now - policy.age().toMillis());
                boolean tombstones = isBefore(row, 5, now - policy.tombstones().toMillis());
                if (large || old || tombstones) {
                    found.add(new Overdue(row.getString(1), large || old, tombstones));
                }
            }
        }
        return found;
    }

    private static boolean isBefore(ResultSet row, int column, long cutoff) throws SQLException {
        long at = row.getLong(column);
        return !row.wasNull() && at < cutoff;
    }
}
