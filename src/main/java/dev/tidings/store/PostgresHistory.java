package dev.tidings.store;

import dev.tidings.store.ChangeLog.Heads;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which history a PostgreSQL database holds, while it is in use too. Another server, another timeline (a promoted
 * standby, a recovery to an older moment) or tables that were made anew are another origin; where a collection's head is
 * lower than this node saw it before, or the epoch is one before that which it knew, the database was set back in place. In
 * each case it goes on from an older state, and gets another epoch, upon which all nodes agree by the lock on the row where
 * it stands.
 *
 * <p>Each new connection is shown to {@link #check(Connection)} before its first use, since nearly all that rewinds a
 * database ends the connections to it; so no reader and no writer meets a new history under the old epoch.
 */
final class PostgresHistory implements History {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHistory.class);

    /** The timeline is the beginning of a log file's name, and in there at once, unlike in the control file. */
    private static final String STORE =
            """
            SELECT s.epoch, s.origin, concat_ws('/',
                (SELECT system_identifier FROM pg_control_system()),
                substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
                (SELECT oid FROM pg_database WHERE datname = current_database()),
                'collection'::regclass::oid)
            FROM (SELECT 1) one LEFT JOIN store s ON true""";

    private static final String LOCK = "LOCK TABLE store IN EXCLUSIVE MODE";

    private static final String SET =
            """
            INSERT INTO store (only_row, epoch, origin) VALUES (1, '%s', '%s')
            ON CONFLICT (only_row) DO UPDATE SET epoch = excluded.epoch, origin = excluded.origin""";

    private static final String HEADS = "SELECT name, revision FROM collection";

    private record Stored(String epoch, String origin, String originNow) {

        boolean isHere() {
            return originNow.equals(origin);
        }
    }

    /** An epoch, and the highest heads that this node saw in it; replaced as a whole when the epoch changes. */
    private record Known(String epoch, Map<String, Long> heads) {

        Known now() {
            return new Known(epoch, Map.copyOf(heads));
        }

        boolean isBehind(Map<String, Long> found) {
            return heads.entrySet().stream().anyMatch(one -> found.getOrDefault(one.getKey(), 0L) < one.getValue());
        }
    }

    private final String name;
    private volatile Known known = new Known(null, Map.of());

    /**
     * A history.
     *
     * @param name of the database, for the log
     */
    PostgresHistory(String name) {
        this.name = name;
    }

    @Override
    public String epoch() {
        return known.epoch();
    }

    @Override
    public Heads heads(Session session, Set<String> collections) throws SQLException {
        Expectation expected = expect(collections);
        Heads heads = LogReads.heads(session, collections);
        if (!expected.holds(heads.epoch(), heads.revisions())) {
            check(session);
            heads = LogReads.heads(session, collections);
        }
        String of = heads.epoch();
        heads.revisions().forEach((collection, revision) -> saw(of, collection, revision));
        return heads;
    }

    @Override
    public void check(Session session) throws SQLException {
        check(session.connection());
    }

    /** Finds out the epoch, and gives a new one where the history was broken. Not within a transaction. */
    void check(Connection connection) throws SQLException {
        Optional<Transfer> closed = Transfer.read(connection);
        if (closed.isPresent()) {
            throw new PostgresConnections.UnsuitableServer(closed.get().reason());
        }
        Known before = known.now();
        Stored stored = stored(connection);
        boolean same = Objects.equals(stored.epoch(), before.epoch()) && stored.isHere();
        if (!same || before.isBehind(heads(connection))) {
            settle(connection);
        }
    }

    /** What these collections must be found at by a statement that begins after this. */
    Expectation expect(Set<String> collections) {
        Known now = known;
        Map<String, Long> least = new HashMap<>();
        collections.forEach(name -> least.put(name, now.heads().getOrDefault(name, 0L)));
        return (epoch, revisions) -> Objects.equals(epoch, now.epoch()) && !new Known(epoch, least).isBehind(revisions);
    }

    /** Tells whether what was found is the history that was known. */
    @FunctionalInterface
    interface Expectation {
        boolean holds(String epoch, Map<String, Long> revisions);
    }

    /** Remembers that a collection had come so far in that epoch. */
    void saw(String epoch, String collection, long revision) {
        Known now = known;
        if (epoch.equals(now.epoch())) {
            now.heads().merge(collection, revision, Math::max);
        }
    }

    private synchronized void settle(Connection connection) throws SQLException {
        run(connection, "BEGIN");
        try {
            run(connection, LOCK);
            Known before = known.now(); // others may have settled it meanwhile
            Stored stored = stored(connection);
            boolean keep = stored.isHere() && !isSetBack(stored.epoch(), before, connection);
            String now = keep ? stored.epoch() : Epochs.after(stored.epoch(), before.epoch());
            if (!keep) {
                run(connection, SET.formatted(now, stored.originNow()));
            }
            run(connection, "COMMIT");
            adopt(now, stored.epoch());
        } catch (SQLException | RuntimeException failure) {
            try {
                run(connection, "ROLLBACK");
            } catch (SQLException gone) {
                failure.addSuppressed(gone);
            }
            throw failure;
        }
    }

    private static boolean isSetBack(String stored, Known before, Connection connection) throws SQLException {
        return stored.equals(before.epoch())
                ? before.isBehind(heads(connection))
                : Epochs.isOlder(stored, before.epoch());
    }

    private void adopt(String now, String stored) {
        String before = known.epoch() == null ? stored : known.epoch();
        if (!now.equals(known.epoch())) {
            known = new Known(now, new ConcurrentHashMap<>());
        }
        if (before != null && !before.equals(now)) {
            LOG.warn(
                    "the store {} was restored, replaced or rewound: its epoch is now {} instead of {}",
                    name,
                    now,
                    before);
        }
    }

    private static Stored stored(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STORE)) {
            row.next();
            return new Stored(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private static Map<String, Long> heads(Connection connection) throws SQLException {
        Map<String, Long> heads = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HEADS)) {
            while (row.next()) {
                heads.put(row.getString(1), row.getLong(2));
            }
        }
        return heads;
    }

    /** Gives a database an epoch that is its own from now on, in the caller's transaction. */
    static void set(Connection connection, String epoch) throws SQLException {
        run(connection, SET.formatted(epoch, stored(connection).originNow()));
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
