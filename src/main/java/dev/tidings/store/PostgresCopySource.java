package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL database that is copied: while nobody may write to it, or as its servers go on. */
final class PostgresCopySource extends CopySource {

    /**
     * Whoever writes has a lock that this one waits for, and has to wait for it from then on: already for the rows that a
     * transaction locks first, so that it sees that the store has moved before it writes anything.
     */
    private static final String HOLD = "LOCK TABLE store, transfer, " + CopyPart.tables() + " IN EXCLUSIVE MODE";

    private static final String PATIENCE = "SET lock_timeout = '5s'";

    private PostgresCopySource(PostgresUrl url, Session session) throws SQLException {
        super(url.place(), session);
    }

    static PostgresCopySource open(PostgresUrl url, boolean held) throws SQLException {
        PostgresConnections connections = PostgresConnections.unbounded(url);
        Session session = new Session(connections.getConnection(), new PostgresDialect(connections));
        try {
            Migrations.requireStore(session.dialect(), url.toString());
            if (held) {
                Migrations.run(session.dialect(), url.toString());
                hold(session.connection(), url);
            } else {
                Migrations.requireCurrent(session.dialect(), url.toString());
                see(session.connection());
            }
            return new PostgresCopySource(url, session);
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private static void hold(Connection connection, PostgresUrl url) throws SQLException {
        if (Transfer.read(connection).isEmpty()) {
            new PostgresHistory(url.toString())
                    .check(connection); // a restored one gets its other epoch, as by a server
        }
        PostgresHistory.run(connection, PATIENCE);
        connection.setAutoCommit(false);
        try {
            PostgresHistory.run(connection, HOLD);
        } catch (SQLException failure) {
            if (PostgresDialect.isLockNotGot(failure)) {
                throw TidingsException.of(
                        Code.UNAVAILABLE,
                        "The store " + url + " is in use: stop its servers first. Or take --new-epoch, which copies"
                                + " beside them, but then watchers begin anew.",
                        failure);
            }
            throw failure;
        }
    }

    /** Each statement sees the same moment. */
    private static void see(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    @Override
    void commit(String epochLeft) throws SQLException {
        session().connection().commit();
    }

    @Override
    public void close() throws SQLException {
        session().close();
    }
}
