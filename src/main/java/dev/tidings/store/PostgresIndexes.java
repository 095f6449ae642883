package dev.tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and drops the indexes of paths while other nodes are at work: no write waits for it. One node at a time does, and
 * those that start at the same moment wait for it, as long as it takes. For one that stops or is lost meanwhile they wait
 * no longer than its session may be silent. Blocks.
 */
final class PostgresIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresIndexes.class);

    static final String TRY_LOCK = "SELECT pg_try_advisory_lock(7116900270165356148)";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(7116900270165356148)";

    /** One whose making was broken off stands there, but is not kept whole and serves nobody. */
    private static final String BROKEN =
            """
            SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = 'resource'::regclass AND NOT i.indisvalid AND starts_with(c.relname, '%s')"""
                    .formatted(PathIndex.PREFIX);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private PostgresIndexes() {}

    /** With connections whose statements may take long, but which are not silent for long. */
    static PathIndexes open(DataSource opening, SqlDialect dialect, Map<String, List<List<String>>> paths)
            throws SQLException {
        try (Session session = new Session(opening.getConnection(), dialect)) {
            lock(session);
            for (String name : broken(session)) {
                dialect.drop(session, name);
            }
            PathIndexes indexes = PathIndexes.open(session, dialect, paths);
            isTrue(session, UNLOCK);
            return indexes;
        }
    }

    /**
     * It is asked again and again: a statement that waited for the lock would be one that the making of an index waits for
     * in its turn.
     */
    private static void lock(Session session) throws SQLException {
        boolean told = false;
        while (!isTrue(session, TRY_LOCK)) {
            if (!told) {
                LOG.info("waiting for another node, which is making or dropping the indexes of this store");
                told = true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
            if (Thread.currentThread().isInterrupted()) {
                throw new SQLException("interrupted while another node makes indexes");
            }
        }
    }

    private static List<String> broken(Session session) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = session.prepare(BROKEN).executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static boolean isTrue(Session session, String query) throws SQLException {
        try (ResultSet row = session.prepare(query).executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
