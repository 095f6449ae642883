package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteDialectTest {

    @TempDir
    Path folder;

    private SqliteDialect dialect;

    @BeforeEach
    void name() {
        dialect = new SqliteDialect(folder.resolve("t.db"));
    }

    @Test
    void theWriterSyncsEachCommit() throws SQLException {
        try (Connection writer = dialect.connect(SqliteDialect.Role.WRITER)) {
            assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(writer, "synchronous")).isEqualTo("2");
        }
    }

    @Test
    void aReaderCannotWrite() throws SQLException {
        try (Connection writer = dialect.connect(SqliteDialect.Role.WRITER)) {
            run(writer, "CREATE TABLE t (a)");
        }
        try (Connection reader = dialect.connect(SqliteDialect.Role.READER)) {
            assertThat(failure(reader, "INSERT INTO t VALUES (1)").getMessage()).contains("readonly");
        }
    }

    @Test
    void aFullDiskIsToldFromAStoreThatIsAway() throws SQLException {
        try (Connection writer = dialect.connect(SqliteDialect.Role.WRITER)) {
            run(writer, "PRAGMA max_page_count = 4");
            run(writer, "CREATE TABLE t (a)");
            SQLException full = failure(writer, "INSERT INTO t VALUES (zeroblob(100000))");

            assertThat(dialect.refusal(full).code()).isEqualTo(Code.DISK_FULL);
        }
    }

    @Test
    void theDriverHoldsNoTransactionOpen() throws SQLException {
        try (Session writer = new Session(dialect.connect(SqliteDialect.Role.WRITER), dialect);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.db"))) {
            writer.transact(session -> session.update("CREATE TABLE t (a)"));
            run(other, "INSERT INTO t VALUES (1)");
            writer.transact(session -> session.update("INSERT INTO t VALUES (2)"));
            assertThat(writer.update("DELETE FROM t")).isEqualTo(2);
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() throws SQLException {
        try (Session writer = new Session(dialect.connect(SqliteDialect.Role.WRITER), dialect)) {
            writer.update("CREATE TABLE t (a UNIQUE)");
            writer.prepare("PRAGMA max_page_count = 5").execute();
            for (String failing :
                    new String[] {"INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (zeroblob(100000))"}) {
                assertThatThrownBy(() -> writer.transact(session -> {
                            session.update("INSERT INTO t VALUES (1)");
                            return session.update(failing);
                        }))
                        .isInstanceOf(SQLException.class);
                assertThat(writer.update("DELETE FROM t")).isZero();
            }
        }
    }

    @Test
    void aLockedDatabaseIsUnavailable() throws SQLException {
        try (Connection writer = dialect.connect(SqliteDialect.Role.WRITER);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.db"))) {
            run(writer, dialect.begin());
            run(other, "PRAGMA busy_timeout = 0");
            SQLException busy = failure(other, "BEGIN IMMEDIATE");

            assertThat(dialect.refusal(busy).code()).isEqualTo(Code.UNAVAILABLE);
        }
    }

    @Test
    void aClosedConnectionIsUnavailable() throws SQLException {
        Connection reader = dialect.connect(SqliteDialect.Role.READER);
        reader.close();

        assertThat(dialect.refusal(failure(reader, "SELECT 1")).code()).isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void whatIsSentNamesNoSqlAndNoClass() throws SQLException {
        try (Connection reader = dialect.connect(SqliteDialect.Role.READER)) {
            SQLException wrong = failure(reader, "SELECT nothing FROM nowhere");
            TidingsException refusal = dialect.refusal(wrong);

            assertThat(refusal.code()).isEqualTo(Code.INTERNAL);
            assertThat(refusal.detail()).doesNotContain("nowhere", "SQL", "Exception");
            assertThat(refusal).hasCause(wrong);
        }
    }

    @Test
    void aCommitThatBrokeOnTheDiskMayHaveHappened() {
        SQLException broken = new SQLiteException("fsync", SQLiteErrorCode.SQLITE_IOERR_FSYNC);

        assertThat(dialect.refusalOfCommit(broken).code()).isEqualTo(Code.OUTCOME_UNKNOWN);
        assertThat(dialect.refusal(broken).code()).isEqualTo(Code.UNAVAILABLE);
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
        }
    }

    private static SQLException failure(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(connection, sql));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
