package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.PostgresServer.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that fail, and one that takes its time. */
class MigrationsTest {

    private static final String FAILING = "classpath:db/failing";

    @TempDir
    Path folder;

    @Test
    void oneThatFailsLeavesNothingOfThoseBeforeItInSqlite() throws SQLException {
        assertNothingIsLeft(
                new SqliteDialect(folder.resolve("tidings.db")), "SELECT name FROM sqlite_master WHERE type = 'table'");
    }

    @Test
    void oneThatFailsLeavesNothingOfThoseBeforeItInPostgres() throws SQLException {
        PostgresUrl url =
                (PostgresUrl) StoreUrl.parse(PostgresServer.shared().database().url());
        assertNothingIsLeft(
                new PostgresDialect(PostgresConnections.opening(url)),
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    }

    /** No session of it is silent meanwhile, one that holds the lock for the others least of all. */
    @Test
    void oneMayTakeLongerThanASessionMayBeSilent() throws SQLException {
        Database database = PostgresServer.shared().database();
        PostgresUrl url = (PostgresUrl) StoreUrl.parse(database.url());

        Migrations.run(PostgresConnections.opening(url), "classpath:db/slow", "store");

        assertThat(database.query("SELECT success FROM schema_history")).isEqualTo("t");
    }

    /** But the empty table of the migrations themselves; and the next start does what this one did not. */
    private static void assertNothingIsLeft(SqlDialect dialect, String tables) throws SQLException {
        assertThatThrownBy(() -> Migrations.run(dialect.dataSource(), FAILING, "store"))
                .isInstanceOfSatisfying(TidingsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(Code.UNAVAILABLE))
                .hasStackTraceContaining("nowhere");

        assertThat(all(dialect, tables)).containsExactly("schema_history");
        assertThat(all(dialect, "SELECT version FROM schema_history")).isEmpty();
        Migrations.run(dialect, "store");
        assertThat(all(dialect, tables)).contains("resource", "transfer").doesNotContain("half");
    }

    private static List<String> all(SqlDialect dialect, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = dialect.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }
}
