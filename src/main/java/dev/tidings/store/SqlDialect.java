package dev.tidings.store;

import dev.tidings.model.TidingsException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What one database does unlike another. Everything else is plain SQL, written where it is used. */
interface SqlDialect {

    /** Connections for the migrations. */
    DataSource dataSource();

    /** Where the class path has its migrations. */
    String migrations();

    /** The statement that begins a transaction which writes. */
    String begin();

    /** What follows a {@code SELECT} whose rows nobody else may change until the transaction ends. */
    String forUpdate();

    /**
     * How many rows of a long result are fetched at once; 0 where the driver hands out each row as it is read. One that
     * fetches in parts needs a transaction for it.
     */
    int fetchSize();

    /**
     * Whether a page's rows come in the order of the index also when they are joined to the one row of their collection.
     * Where they do not, the page has to be cut before the join, or all that is behind it is read and sorted for it.
     */
    boolean keepsOrderInJoins();

    /** Whether retention may take its next step, asked within the step's transaction. */
    boolean mayTrim(Session writer) throws SQLException;

    /** Takes the room that a database wants from time to time; between two transactions of the writer. */
    void tidy(Session writer) throws SQLException;

    /** What a failure means to whoever asked, where nothing was applied. The cause is kept for the log. */
    TidingsException refusal(SQLException failure);
}
