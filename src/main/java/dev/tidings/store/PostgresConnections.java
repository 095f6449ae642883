package dev.tidings.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes connections to a database. Those for requests are bounded in every way in which they could wait, so that a node
 * that stops in the middle of a transaction, or a network that swallows what is sent, holds nobody up for long; and each
 * is looked at before its first use: whether a commit on it would be durable, and which history it leads to.
 */
final class PostgresConnections extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LOGIN = Duration.ofSeconds(4); // for each answer until it lets in
    private static final Duration SOCKET = Duration.ofSeconds(15); // above the longest statement's

    /**
     * The bounds in milliseconds. Plans are kept, and one that was made while a table was small must not read all of it when
     * it has grown: so none reads a whole table where there is an index, which there is for each request, nor sorts what an
     * index has in order: a page ends early, whatever the planner thinks of how few rows match a filter.
     */
    private static final String SETTINGS =
            """
            SET idle_in_transaction_session_timeout = 2000;
            SET lock_timeout = 3000;
            SET statement_timeout = 10000;
            SET enable_seqscan = off;
            SET enable_hashjoin = off;
            SET enable_mergejoin = off;
            SET enable_sort = off;
            SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false)""";

    private static final String DURABILITY =
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'), pg_is_in_recovery()";

    private final transient PostgresHistory history;

    private PostgresConnections(PostgresUrl url, PostgresHistory history) throws SQLException {
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

    /** Connections without a bound once they are made, for what may take long and happens once. */
    static PostgresConnections unbounded(PostgresUrl url) throws SQLException {
        return new PostgresConnections(url, null);
    }

    static PostgresConnections bounded(PostgresUrl url, PostgresHistory history) throws SQLException {
        return new PostgresConnections(url, history);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        try {
            requireDurable(connection);
            connection.setNetworkTimeout(Runnable::run, history == null ? 0 : Math.toIntExact(SOCKET.toMillis()));
            if (history != null) {
                run(connection, SETTINGS);
                history.check(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void requireDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DURABILITY)) {
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
