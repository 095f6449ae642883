package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;

/** PostgreSQL: transactions are ordered by the locks on the rows of their collections, whichever node runs them. */
final class PostgresDialect implements SqlDialect {

    private static final int FETCH_SIZE = 50;

    private static final String SET_LOCAL = "SELECT set_config(?, ?, true)";
    private static final String STATEMENT_TIMEOUT = "statement_timeout";

    /** How long an export may wait for its next rows, of which few may match, and these wait for its disk. */
    private static final Duration EXPORT_STEP = Duration.ofMinutes(10);

    private static final Duration EXPORT_PAUSE = Duration.ofSeconds(30);

    /** Only one node trims at a time; where two did, the second would find nothing left. */
    private static final String MAY_TRIM = "SELECT pg_try_advisory_xact_lock(7116900270165356147)";

    /** Long after the outcome of a commit is looked for. */
    private static final String TIDY =
            """
            DELETE FROM transaction_mark WHERE id IN (
                SELECT id FROM transaction_mark WHERE at < now() - interval '10 minutes' ORDER BY at LIMIT 20000)""";

    /** SQLSTATEs, or the classes of such: nothing is wrong with the request, but it could not be served now. */
    private static final Set<String> AWAY = Set.of("08", "25", "40", "53", "55", "57", "58", "28");

    private static final String DISK_FULL = "53100";
    private static final int CLASS = 2;

    private final DataSource migrations;

    /**
     * A dialect.
     *
     * @param migrations connections whose statements may take longer than those of requests
     */
    PostgresDialect(DataSource migrations) {
        this.migrations = migrations;
    }

    @Override
    public DataSource dataSource() {
        return migrations;
    }

    @Override
    public String migrations() {
        return "classpath:db/migration/postgres";
    }

    @Override
    public String begin() {
        return "BEGIN";
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public int fetchSize() {
        return FETCH_SIZE;
    }

    @Override
    public boolean keepsOrderInJoins() {
        return false;
    }

    @Override
    public boolean mayTrim(Session writer) throws SQLException {
        try (ResultSet row = writer.prepare(MAY_TRIM).executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void tidy(Session writer) throws SQLException {
        writer.update(TIDY);
    }

    @Override
    public JsonSql json() {
        return PostgresJson.ofRows();
    }

    @Override
    public PathIndex index(String collection, List<String> path) {
        return PostgresJson.index(collection, path);
    }

    @Override
    public String indexNames() {
        return "SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'resource'"
                + " AND starts_with(indexname, '" + PathIndex.PREFIX + "')";
    }

    /** Beside what other nodes write, and with statistics at once: without them a plan is a guess. */
    @Override
    public void make(Session writer, PathIndex index) throws SQLException {
        writer.update("CREATE INDEX CONCURRENTLY IF NOT EXISTS " + index.name() + " " + index.definition());
        writer.update("ANALYZE resource");
    }

    @Override
    public void drop(Session writer, String index) throws SQLException {
        writer.update("DROP INDEX CONCURRENTLY IF EXISTS " + index);
    }

    /** An array is found out once and looked up in the primary key, whatever is thought of how many there are. */
    @Override
    public String among(String ids) {
        return "r.id = ANY (ARRAY(" + ids + "))";
    }

    /** For a transaction that ends when the session is given back, and the bound with it. */
    @Override
    public void interruptAt(Session session, Deadline deadline) throws SQLException {
        if (deadline != null) {
            deadline.check();
            session.connection().setAutoCommit(false);
            set(session, STATEMENT_TIMEOUT, deadline.remaining().plusMillis(1));
        }
    }

    /** A dead network is found out later then, but never an export ended that only has much to do. */
    @Override
    public void takeTime(Session session) throws SQLException {
        session.connection().setAutoCommit(false);
        set(session, STATEMENT_TIMEOUT, EXPORT_STEP);
        set(session, "idle_in_transaction_session_timeout", EXPORT_PAUSE);
        session.connection()
                .setNetworkTimeout(
                        Runnable::run,
                        Math.toIntExact(EXPORT_STEP.plus(EXPORT_PAUSE).toMillis()));
    }

    /** The connection is cut as well: to a database that does not answer, a request to cancel is in vain. */
    @Override
    public void breakOff(Session session) throws SQLException {
        PgConnection connection = session.connection().unwrap(PgConnection.class);
        try {
            connection.cancelQuery();
        } finally {
            connection.abort(Runnable::run);
        }
    }

    private static void set(Session session, String name, Duration time) throws SQLException {
        String millis = String.valueOf(Math.max(1, time.toMillis()));
        try (ResultSet row = session.prepare(SET_LOCAL, name, millis).executeQuery()) {
            row.next();
        }
    }

    @Override
    public TidingsException refusal(SQLException failure) {
        String state = failure.getSQLState();
        if (DISK_FULL.equals(state)) {
            return TidingsException.of(Code.DISK_FULL, "The disk is full.", failure);
        }
        if (state == null || AWAY.contains(state.substring(0, CLASS))) {
            return TidingsException.of(Code.UNAVAILABLE, "The store is not available.", failure);
        }
        return TidingsException.of(Code.INTERNAL, "The store failed on this request.", failure);
    }

    /** Whether another transaction was in the way: begun again, this one may succeed. */
    static boolean isWorthRepeating(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            // a serialization failure, a deadlock, and a key that another node used at the same moment
            case "40001", "40P01", "23505" -> true;
            default -> false;
        };
    }

    /** Whether somebody else held for too long what had to be locked. */
    static boolean isLockNotGot(SQLException failure) {
        return "55P03".equals(failure.getSQLState());
    }

    /** Whether a transaction that failed so in its commit may be committed nevertheless: the database did not say no. */
    static boolean leavesOutcomeOpen(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
