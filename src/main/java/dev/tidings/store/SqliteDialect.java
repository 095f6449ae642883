package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite: one file with a write-ahead log beside it, each commit fsynced. Readers never wait for the writer, nor it for
 * them.
 */
final class SqliteDialect implements SqlDialect {

    /** What a connection is for. */
    enum Role {
        /** The one that writes; its transactions are begun by {@link #begin}. */
        WRITER,
        /** Reads only; each statement sees a state of its own. */
        READER
    }

    private static final int BUSY_MILLIS = 5_000;
    private static final int WRITER_CACHE_KIB = 32 << 10;
    private static final int READER_CACHE_KIB = 8 << 10;
    private static final int CHECKPOINT_PAGES = 4_000;
    private static final long LARGE_WAL = 256L << 20;
    private static final int PRIMARY_CODE = 0xff;
    /** Of the virtual machine, between two looks at the clock: well under a millisecond. */
    private static final int STEPS = 2_000;

    private final Path file;

    SqliteDialect(Path file) {
        this.file = file;
    }

    @Override
    public DataSource dataSource() {
        SQLiteDataSource source = new SQLiteDataSource(config());
        source.setUrl(url());
        return source;
    }

    @Override
    public String migrations() {
        return "classpath:db/migration/sqlite";
    }

    Connection connect(Role role) throws SQLException {
        SQLiteConfig config = config();
        boolean writer = role == Role.WRITER;
        config.setCacheSize(writer ? -WRITER_CACHE_KIB : -READER_CACHE_KIB);
        Connection connection = config.createConnection(url());
        if (writer) {
            run(connection, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            connection.setAutoCommit(false); // else the driver looks after each statement whether it is committed
            run(connection, "COMMIT"); // of what the driver began with that
        } else {
            run(connection, "PRAGMA query_only = true");
        }
        return connection;
    }

    /** Takes the lock at once: a reading transaction that only later wants to write could be refused. */
    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    /** The transaction that writes is the only one. */
    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public int fetchSize() {
        return 0;
    }

    @Override
    public boolean keepsOrderInJoins() {
        return true;
    }

    @Override
    public boolean mayTrim(Session writer) {
        return true;
    }

    /**
     * Starts the write-ahead log anew where it has grown large. SQLite does that by itself only at a moment without a
     * reader, which under load may never come.
     */
    @Override
    public void tidy(Session writer) throws SQLException {
        if (walBytes() > LARGE_WAL) {
            checkpoint(writer);
        }
    }

    /** Called once, when all other sessions are closed. */
    void settle(Session writer) throws SQLException {
        checkpoint(writer);
    }

    @Override
    public TidingsException refusal(SQLException failure) {
        return switch (primaryCode(failure)) {
            case SQLITE_FULL -> TidingsException.of(Code.DISK_FULL, "The disk is full.", failure);
            case SQLITE_INTERRUPT -> Deadline.passed(failure);
            case SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_IOERR,
                    SQLITE_CANTOPEN,
                    SQLITE_READONLY,
                    SQLITE_PERM,
                    SQLITE_NOMEM -> unavailable(failure);
            default ->
                failure instanceof SQLiteException
                        ? TidingsException.of(Code.INTERNAL, "The store failed on this request.", failure)
                        : unavailable(failure); // the driver's own: a connection that is closed
        };
    }

    @Override
    public JsonSql json() {
        return SqliteJson.ofRows();
    }

    @Override
    public PathIndex index(String collection, List<String> path) {
        return SqliteJson.index(collection, path);
    }

    @Override
    public String indexNames() {
        return "SELECT name FROM sqlite_master WHERE type = 'index' AND name GLOB '" + PathIndex.PREFIX + "*'";
    }

    @Override
    public void make(Session writer, PathIndex index) throws SQLException {
        writer.transact(session -> session.update("CREATE INDEX " + index.name() + " " + index.definition()));
    }

    @Override
    public void drop(Session writer, String index) throws SQLException {
        writer.transact(session -> session.update("DROP INDEX " + index));
    }

    @Override
    public String among(String ids) {
        return "r.id IN (" + ids + ")";
    }

    /** The driver's own time limit for a query is only one for locks. */
    @Override
    public void interruptAt(Session session, Deadline deadline) throws SQLException {
        if (deadline == null) {
            ProgressHandler.clearHandler(session.connection());
            return;
        }
        ProgressHandler.setHandler(session.connection(), STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return deadline.isPassed() ? 1 : 0;
            }
        });
    }

    @Override
    public void takeTime(Session session) {
        // nothing bounds it
    }

    @Override
    public void breakOff(Session session) throws SQLException {
        session.connection().unwrap(SQLiteConnection.class).getDatabase().interrupt();
    }

    /** What a failure of the commit itself means, which may have reached the disk nevertheless. */
    TidingsException refusalOfCommit(SQLException failure) {
        if (primaryCode(failure) == SQLiteErrorCode.SQLITE_IOERR) {
            return TidingsException.of(
                    Code.OUTCOME_UNKNOWN, "The disk failed in the commit; it may have been applied.", failure);
        }
        return refusalOfWrite(failure);
    }

    private static TidingsException unavailable(SQLException failure) {
        return TidingsException.of(Code.UNAVAILABLE, "The store is not available.", failure);
    }

    private static SQLiteErrorCode primaryCode(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE);
        }
        return SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setGetGeneratedKeys(false); // else the driver asks for a row's number after each insert
        return config;
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    private static void checkpoint(Session writer) throws SQLException {
        writer.prepare("PRAGMA wal_checkpoint(TRUNCATE)").execute();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long walBytes() {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
