package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import dev.tidings.model.TidingsException;
import java.sql.SQLException;
import java.util.List;
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

    /** What a failure means to whoever asked. The cause is kept for the log. */
    TidingsException refusal(SQLException failure);

    /** What a failure means to whoever wanted to write, where it is known that nothing was applied. */
    default TidingsException refusalOfWrite(SQLException failure) {
        TidingsException refusal = refusal(failure);
        return TidingsException.of(refusal.code(), refusal.detail() + " Nothing was applied.", failure);
    }

    /** What can be asked of documents. */
    JsonSql json();

    /** The index of what stands at a path of a collection's documents. */
    PathIndex index(String collection, List<String> path);

    /** A query for the names of all indexes that {@link #index} has ever named. */
    String indexNames();

    /** Makes an index that is not there, and may take long. Not within a transaction. */
    void make(Session writer, PathIndex index) throws SQLException;

    /** Drops an index. Not within a transaction. */
    void drop(Session writer, String index) throws SQLException;

    /** A condition: the row {@code r} has one of the ids that the query finds. */
    String among(String ids);

    /** From now on each statement of this session fails when the deadline passes; null ends that. */
    void interruptAt(Session session, Deadline deadline) throws SQLException;

    /** Until the session is given back, its statements may take as long as a copy of a whole collection does. */
    void takeTime(Session session) throws SQLException;

    /**
     * Makes the statement fail that another thread runs on this session, also one that has yet to find its next row. The
     * session may be of no use afterwards. Where no statement runs at the moment, that may go unnoticed. Blocks.
     */
    void breakOff(Session session) throws SQLException;
}
