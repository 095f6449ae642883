package dev.tidings.store;

import dev.tidings.store.SqliteDialect.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** A file that is copied into, under its lock. */
final class SqliteCopyTarget extends CopyTarget {

    private static final String REVISIONS = "SELECT coalesce(sum(revision), 0) FROM collection";

    private final Path file;
    private final StoreLock lock;

    private SqliteCopyTarget(StoreUrl.File url, Session session, StoreLock lock) {
        super(url.place(), session);
        this.file = url.path();
        this.lock = lock;
    }

    static SqliteCopyTarget open(StoreUrl.File url) throws SQLException, IOException {
        Files.createDirectories(url.path().toAbsolutePath().getParent());
        StoreLock lock = StoreLock.take(url.path());
        try {
            SqliteDialect dialect = new SqliteDialect(url.path());
            Migrations.run(dialect, url.toString());
            return new SqliteCopyTarget(url, new Session(dialect.connect(Role.WRITER), dialect), lock);
        } catch (SQLException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    @Override
    void lock() {
        // the lock on the file is there
    }

    @Override
    void empty() throws SQLException {
        for (CopyPart part : CopyPart.values()) {
            session().update("DELETE FROM " + part.table());
        }
    }

    @Override
    void setEpoch(String epoch) throws SQLException {
        FileHistory.set(session(), file, epoch);
    }

    /** A mark of another epoch, left from before, would look as if the file had been replaced. */
    @Override
    void beforeRelease(String epoch) throws SQLException, IOException {
        try (ResultSet row = session().prepare(REVISIONS).executeQuery()) {
            row.next();
            lock.mark(new Watermark(epoch, row.getLong(1)));
        }
    }

    @Override
    CopySink sink(CopyPart part) throws SQLException {
        return new Sink(session(), part);
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            session().close();
        } finally {
            lock.close();
        }
    }

    /** Inserts row by row; in transactions of some thousand, since one of all would stand twice on the disk. */
    private static final class Sink implements CopySink {

        private static final int ROWS = 10_000;

        private final Session session;
        private final String insert;
        private int rows;

        Sink(Session session, CopyPart part) throws SQLException {
            String places = String.join(", ", Collections.nCopies(part.columns().size(), "?"));
            this.session = session;
            this.insert = "INSERT INTO " + part.table() + " (" + String.join(", ", part.columns()) + ") VALUES ("
                    + places + ")";
            session.begin();
        }

        @Override
        public void write(List<String> row) throws SQLException {
            PreparedStatement statement = session.prepare(insert);
            for (int i = 0; i < row.size(); i++) {
                statement.setString(i + 1, row.get(i));
            }
            statement.executeUpdate();
            rows++;
            if (rows % ROWS == 0) {
                session.commit();
                session.begin();
            }
        }

        @Override
        public void finish() throws SQLException {
            session.commit();
        }

        @Override
        public void close() {
            // what is not committed goes with the session
        }
    }
}
