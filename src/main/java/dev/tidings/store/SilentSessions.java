package dev.tidings.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections on which an answer is waited for that will never come: a firewall has forgotten them, say, and drops what
 * is sent. The bound of the socket must lie above the longest statement, so it would hold up the rest for a quarter of a
 * minute. Here the database itself is asked, on a new connection: a session that waits while its backend has had nothing
 * to do for a second, or is gone, at two looks in a row, is cut off. Whoever waits learns that as of any lost connection.
 */
final class SilentSessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SilentSessions.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Above this a session is an export's, which has pauses of its own. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** What the backend is at cannot be seen where that is turned off; then it counts as busy. */
    private static final String BUSY =
            """
            SELECT pid FROM pg_stat_activity
            WHERE pid = ANY (?) AND (state IS NULL OR state NOT LIKE 'idle%' OR state_change > now() - interval '1 second')""";

    /** A session's own connection, which the pool takes away from it once it is broken, and since when it is in use. */
    private record Taken(PgConnection connection, long at) {}

    private final DataSource connections;
    private final Runnable onSilence;
    private final Map<Session, Taken> taken = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tidings-store-silence");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> looking;
    private Set<PgConnection> suspects = Set.of();

    /**
     * Looks now and then.
     *
     * @param connections to ask on
     * @param onSilence run when connections were cut off: others that lie idle may be dead too
     */
    SilentSessions(DataSource connections, Runnable onSilence) {
        this.connections = connections;
        this.onSilence = onSilence;
        long millis = PATIENCE.toMillis();
        looking = looks.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    void took(Session session) throws SQLException {
        taken.put(session, new Taken(session.connection().unwrap(PgConnection.class), System.nanoTime()));
    }

    void gave(Session session) {
        taken.remove(session);
    }

    /** How many sessions are in use. */
    int inUse() {
        return taken.size();
    }

    private void look() {
        try {
            Set<PgConnection> waiting = waiting();
            Set<PgConnection> silent = waiting.isEmpty() ? Set.of() : silent(waiting);
            Set<PgConnection> dead = silent.stream().filter(suspects::contains).collect(Collectors.toSet());
            suspects = silent;
            if (!dead.isEmpty()) {
                cut(dead);
            }
        } catch (SQLException away) {
            suspects = Set.of();
            LOG.debug("the database cannot be asked who is silent", away);
        } catch (RuntimeException fault) {
            LOG.error("looking for dead connections failed", fault); // and goes on with the next look
        }
    }

    private Set<PgConnection> waiting() throws SQLException {
        Set<PgConnection> waiting = new HashSet<>();
        long now = System.nanoTime();
        for (Taken one : taken.values()) {
            PgConnection connection = one.connection();
            boolean isLong = now - one.at() > PATIENCE.toNanos();
            if (isLong && !connection.isClosed() && connection.getNetworkTimeout() < LONGEST.toMillis()) {
                waiting.add(connection);
            }
        }
        return waiting;
    }

    private Set<PgConnection> silent(Set<PgConnection> waiting) throws SQLException {
        try (Connection asking = connections.getConnection()) {
            if (isBehindPooler(asking)) {
                return Set.of();
            }
            Set<Integer> busy = busy(asking, waiting);
            return waiting.stream()
                    .filter(connection -> !busy.contains(connection.getBackendPID()))
                    .collect(Collectors.toSet());
        }
    }

    /** A pooler in between makes up the numbers of its own sessions. */
    private static boolean isBehindPooler(Connection asking) throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement("SELECT pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1) != asking.unwrap(PgConnection.class).getBackendPID();
        }
    }

    private static Set<Integer> busy(Connection asking, Set<PgConnection> waiting) throws SQLException {
        Object[] pids = waiting.stream().map(PgConnection::getBackendPID).toArray();
        Set<Integer> busy = new HashSet<>();
        try (PreparedStatement statement = asking.prepareStatement(BUSY)) {
            statement.setArray(1, asking.createArrayOf("int4", pids));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    busy.add(row.getInt(1));
                }
            }
        }
        return busy;
    }

    private void cut(Set<PgConnection> dead) throws SQLException {
        LOG.warn("{} connections to the database are dead without a word; they are given up", dead.size());
        for (PgConnection connection : dead) {
            connection.abort(Runnable::run);
        }
        onSilence.run();
    }

    @Override
    public void close() {
        looking.cancel(true);
        looks.shutdown();
    }
}
