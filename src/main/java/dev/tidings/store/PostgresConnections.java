package dev.tidings.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes connections to a database. How long a node that stops, or a network that swallows what is sent, may hold others up
 * is bounded by the database itself, in the way that goes with what a connection is for: requests, the opening of a store,
 * or a copy. Each is looked at before its first use: whether a commit on it would be durable, and where it is for requests,
 * which history it leads to.
 */
final class PostgresConnections extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LOGIN = Duration.ofSeconds(4); // for each answer until it lets in
    private static final Duration SOCKET = Duration.ofSeconds(15); // above the longest statement's
    private static final Duration ENDLESS = Duration.ZERO;

    /** In seconds, and the last in milliseconds: a peer that is lost is given up within 15 s, and its locks with it. */
    private static final String PEER =
            """
            SET tcp_keepalives_idle = 5;
            SET tcp_keepalives_interval = 3;
            SET tcp_keepalives_count = 3;
            SET tcp_user_timeout = 15000;
            """;

    /** The bounds in milliseconds. A node has nothing to think about for so long between two statements. */
    private static final String OPENING = PEER
            + """
            SET idle_session_timeout = 10000;
            SET idle_in_transaction_session_timeout = 10000""";

    /**
     * The bounds in milliseconds. Plans are kept, and one that was made while a table was small must not read all of it when
     * it has grown: so none reads a whole table where there is an index, which there is for each request, nor sorts what an
     * index has in order: a page ends early, whatever the planner thinks of how few rows match a filter. What is left of the
     * kind is priced so high by that, before PostgreSQL 18, that it would be compiled for a fifth of a second first.
     */
    private static final String REQUESTS =
            """
            SET idle_in_transaction_session_timeout = 2000;
            SET lock_timeout = 3000;
            SET statement_timeout = 10000;
            SET enable_seqscan = off;
            SET enable_hashjoin = off;
            SET enable_mergejoin = off;
            SET enable_sort = off;
            SET jit = off;
            SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false)""";

    private static final String SERVER =
            """
            SELECT current_setting('fsync'), current_setting('synchronous_commit'), pg_is_in_recovery(),
                current_schema() IS NULL""";

    private final String settings;
    private final Duration patience;
    private final transient PostgresHistory history;
    private final transient AtomicReference<Connection> asked = new AtomicReference<>();

    private PostgresConnections(PostgresUrl url, String settings, Duration patience, PostgresHistory history)
            throws SQLException {
        this.settings = settings;
        this.patience = patience;
        this.history = history;
        for (var parameter : url.parameters().entrySet()) {
            setProperty(parameter.getKey(), parameter.getValue());
        }
        setServerNames(new String[] {url.host()});
        setPortNumbers(new int[] {url.port()});
        setDatabaseName(url.database());
        setUser(url.user() == null ? System.getProperty("user.name") : url.user());
        setPassword(url.password());
        setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
        setCancelSignalTimeout(Math.toIntExact(CONNECT.toSeconds()));
        setSocketTimeout(Math.toIntExact(LOGIN.toSeconds()));
        setTcpKeepAlive(true);
        if (getApplicationName() == null || !url.parameters().containsKey("ApplicationName")) {
            setApplicationName("tidings");
        }
    }

    /** For requests: bounded in every way in which they could wait. */
    static PostgresConnections bounded(PostgresUrl url, PostgresHistory history) throws SQLException {
        return new PostgresConnections(url, REQUESTS, SOCKET, history);
    }

    /**
     * For what is done before a store is open. A statement may take as long as the making of an index does; but a session
     * that asks for nothing any more is ended, since it may hold a lock that other nodes wait for.
     */
    static PostgresConnections opening(PostgresUrl url) throws SQLException {
        return new PostgresConnections(url, OPENING, ENDLESS, null);
    }

    /** For a copy, one side of which waits in its transaction for the other: only a peer that is lost is given up. */
    static PostgresConnections unbounded(PostgresUrl url) throws SQLException {
        return new PostgresConnections(url, PEER, ENDLESS, null);
    }

    /** Connects now, so that what is wrong is said now and in so many words. Who takes a connection next is given this one. */
    void ask() throws SQLException {
        Connection connection = connect(getUser(), getPassword());
        asked.set(connection);
        LOG.debug("connected to {}", connection.getMetaData().getDatabaseProductVersion());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Connection connection = asked.getAndSet(null);
        return connection == null ? connect(user, password) : connection;
    }

    private Connection connect(String user, String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        try {
            requireSuitable(connection);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            run(connection, settings);
            if (history != null) {
                history.check(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void requireSuitable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            if (row.getString(1).equals("off")) {
                throw new UnsuitableServer("its fsync is off, so what it commits may be lost");
            }
            if (row.getString(2).equals("off")) {
                throw new UnsuitableServer("its synchronous_commit is off, so what it commits may be lost");
            }
            if (row.getBoolean(3)) {
                throw new UnsuitableServer("it is a standby, which cannot be written to");
            }
            if (row.getBoolean(4)) {
                throw new UnsuitableServer(
                        "it has no such schema as store.url or its user's search_path names; make it");
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A server that works, but not for this. */
    static final class UnsuitableServer extends SQLException {

        private static final long serialVersionUID = 1L;

        UnsuitableServer(String why) {
            super(why, "08004");
        }
    }
}
