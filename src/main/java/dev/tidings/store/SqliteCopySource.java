package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A file that is copied: under its lock, or beside the server that has it. */
final class SqliteCopySource extends CopySource {

    /** Null where it is copied beside a server. */
    private final StoreLock lock;

    private SqliteCopySource(StoreUrl.File url, Session session, StoreLock lock) throws SQLException {
        super(url.place(), session);
        this.lock = lock;
    }

    static SqliteCopySource open(StoreUrl.File url, boolean held) throws SQLException, IOException {
        if (!Files.isRegularFile(url.path())) {
            throw TidingsException.of(Code.UNAVAILABLE, "There is no store " + url + " to copy.");
        }
        return held ? openHeld(url) : openBeside(url);
    }

    private static SqliteCopySource openHeld(StoreUrl.File url) throws SQLException, IOException {
        StoreLock lock = take(url.path());
        try {
            SqliteDialect dialect = new SqliteDialect(url.path());
            Migrations.requireStore(dialect, url.toString());
            Migrations.run(dialect, url.toString());
            return openHeld(url, new Session(dialect.connect(SqliteDialect.Role.WRITER), dialect), lock);
        } catch (SQLException | IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static SqliteCopySource openHeld(StoreUrl.File url, Session session, StoreLock lock)
            throws SQLException, IOException {
        try {
            if (Transfer.read(session.connection()).isEmpty()) {
                FileHistory.open(
                        session, url.path(), lock); // one that was restored gets its other epoch, as by a server
            }
            session.begin();
            return new SqliteCopySource(url, session, lock);
        } catch (SQLException | IOException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private static StoreLock take(Path file) throws IOException {
        try {
            return StoreLock.take(file);
        } catch (TidingsException inUse) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The store " + file + " is in use by a server: stop that first. Or take --new-epoch, which copies"
                            + " beside it, but then watchers begin anew.",
                    inUse);
        }
    }

    /** A reader's transaction sees one moment, and neither waits for the server's writer nor holds it up. */
    private static SqliteCopySource openBeside(StoreUrl.File url) throws SQLException {
        SqliteDialect dialect = new SqliteDialect(url.path());
        Migrations.requireCurrent(dialect, url.toString());
        Session session = new Session(dialect.connect(SqliteDialect.Role.READER), dialect);
        try {
            session.connection().setAutoCommit(false);
            return new SqliteCopySource(url, session, null);
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    /** The file beside it forgets the old epoch too: a backup of before, put in place again, gets another one. */
    @Override
    void commit(String epochLeft) throws SQLException, IOException {
        session().commit();
        lock.mark(new Watermark(epochLeft, 0));
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            session().close();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }
}
