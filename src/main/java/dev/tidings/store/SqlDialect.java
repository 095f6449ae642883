package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import dev.tidings.model.TidingsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** What one database does unlike another. Everything else is plain SQL, written where it is used. */
interface SqlDialect {

    /** What a connection is for. */
    enum Role {
        /** The one that writes; its transactions are begun by {@link #begin}. */
        WRITER,
        /** Reads only; each statement sees a state of its own. */
        READER
    }

    /** Connections for the migrations. */
    DataSource dataSource();

    /** Where the class path has its migrations. */
    String migrations();

    Connection connect(Role role) throws SQLException;

    /** The statement that begins a transaction which writes. */
    String begin();

    /** Takes the room that a database wants from time to time; between two transactions of the writer. */
    void tidy(Session writer) throws SQLException;

    /** Called once, when all other sessions are closed. */
    void settle(Session writer) throws SQLException;

    /** What a failure means to whoever asked. The cause is kept for the log. */
    TidingsException refusal(SQLException failure);

    /** What a failure of the commit itself means, which may have reached the disk nevertheless. */
    TidingsException refusalOfCommit(SQLException failure);

    /** What can be asked of documents. */
    JsonSql json();

    /** The index of what stands at a path of a collection's documents. */
    PathIndex index(String collection, List<String> path);

    /** A query for the names of all indexes that {@link #index} has ever named. */
    String indexNames();

    /**
     * From now on the statements of this connection are interrupted, each with a failure that {@link #refusal} knows, once
     * this says so; null ends that. It is asked often, on the thread of the statement.
     */
    void interruptWhen(Connection connection, BooleanSupplier over) throws SQLException;
}
