package dev.tidings.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Sessions out of a pool of connections. There are as many as all who take them can have at once, so whoever waits waits
 * for the database. While that is away one asks it now and then, and all others are told at once.
 */
final class PostgresPool implements Sessions, AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(1_500);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration KEEPALIVE = Duration.ofSeconds(30);

    private record Failure(SQLException why, long at) {

        boolean isRecent() {
            return System.nanoTime() - at < PAUSE.toNanos();
        }
    }

    private final HikariDataSource pool;
    private final SqlDialect dialect;
    private final SilentSessions silent;
    private volatile Failure failure;

    PostgresPool(DataSource connections, SqlDialect dialect, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tidings-store");
        config.setDataSource(connections);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(WAIT.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setKeepaliveTime(KEEPALIVE.toMillis());
        config.setInitializationFailTimeout(-1); // whoever opens the store has just asked
        this.pool = new HikariDataSource(config);
        this.dialect = dialect;
        this.silent =
                new SilentSessions(connections, () -> pool.getHikariPoolMXBean().softEvictConnections());
    }

    @Override
    public Session take() throws SQLException {
        Failure last = failure;
        if (last != null && last.isRecent()) {
            throw new SQLException("the database was away a moment ago", "08001", last.why());
        }
        try {
            Session session = new Session(connection(), dialect);
            watch(session);
            failure = null;
            return session;
        } catch (SQLException away) {
            failure = new Failure(away, System.nanoTime());
            throw new SQLException("no connection within " + WAIT, "08001", away);
        }
    }

    /** A database that lets in one after the other, and slowly, as when many ask at once just after a start, is not away. */
    private Connection connection() throws SQLException {
        while (true) {
            int open = pool.getHikariPoolMXBean().getTotalConnections();
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException late) {
                if (pool.getHikariPoolMXBean().getTotalConnections() <= open) {
                    throw late;
                }
            }
        }
    }

    private void watch(Session session) throws SQLException {
        try {
            silent.took(session);
        } catch (SQLException gone) {
            session.close();
            throw gone;
        }
    }

    /** How many sessions are taken and not given back. */
    int inUse() {
        return silent.inUse();
    }

    /** Whoever left a transaction open has lost its connection or its way: the connection is given up. */
    @Override
    public void give(Session session) {
        try {
            silent.gave(session);
            boolean open = session.connection().getAutoCommit()
                    && session.connection().unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
            if (open) {
                pool.evictConnection(session.connection());
            }
            session.close();
        } catch (SQLException gone) {
            pool.evictConnection(session.connection());
        }
    }

    @Override
    public void retire() {
        // all are closed with the pool
    }

    @Override
    public void close() {
        silent.close();
        pool.close();
    }
}
