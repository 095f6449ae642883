package dev.tidings.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection with the statements that were prepared on it. Used by one thread at a time. */
final class Session implements AutoCloseable {

    private final Connection connection;
    private final SqlDialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Session(Connection connection, SqlDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    Connection connection() {
        return connection;
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** The statement of this text, with these parameters bound from the first on: strings, longs, nulls. */
    PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /**
     * A statement that is not kept, for texts that seldom come again; whoever asks for it closes it. Within a transaction
     * its result is read row by row.
     */
    PreparedStatement once(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setFetchSize(dialect.fetchSize());
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement;
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
    }

    /** Runs the work; statements of it that run when the deadline has passed fail. */
    <T> T until(Deadline deadline, Lane.Work<T> work) throws SQLException {
        dialect.interruptAt(this, deadline);
        try {
            return work.run(this);
        } catch (SQLException failure) {
            if (deadline.isPassed()) {
                throw Deadline.passed(failure);
            }
            throw failure;
        } finally {
            dialect.interruptAt(this, null);
        }
    }

    /** The same for a result that may be long and is read row by row: it is never in memory as a whole. */
    PreparedStatement stream(String sql, Object... parameters) throws SQLException {
        if (dialect.fetchSize() > 0) {
            connection.setAutoCommit(false); // until the session is given back
        }
        PreparedStatement statement = prepare(sql, parameters);
        statement.setFetchSize(dialect.fetchSize());
        return statement;
    }

    /** A query whose rows nobody else changes until the transaction ends. */
    PreparedStatement lock(String sql, Object... parameters) throws SQLException {
        return prepare(sql + dialect.forUpdate(), parameters);
    }

    /** Runs a statement that returns nothing, and tells how many rows it touched. */
    int update(String sql, Object... parameters) throws SQLException {
        return prepare(sql, parameters).executeUpdate();
    }

    /**
     * Transactions are begun and ended by statements and not by the driver, whose commit begins the next one at once: were
     * that refused, what is committed would look as if it were not.
     */
    void begin() throws SQLException {
        prepare(dialect.begin()).execute();
    }

    void commit() throws SQLException {
        prepare("COMMIT").execute();
    }

    /** Rolls back because of a failure, which may have done so already: what goes wrong here is only noted with it. */
    void rollBack(Throwable why) {
        try {
            prepare("ROLLBACK").execute();
        } catch (SQLException failure) {
            why.addSuppressed(failure);
        }
    }

    /** Runs the work in a transaction of its own, which is committed unless it fails. */
    <T> T transact(Lane.Work<T> work) throws SQLException {
        begin();
        try {
            T result = work.run(this);
            commit();
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            rollBack(failure);
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
