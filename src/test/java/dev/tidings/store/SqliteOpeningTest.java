package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOpeningTest {

    @TempDir
    Path folder;

    @Test
    void aStoreOfANewerVersionIsRefused() throws SQLException {
        open().close();
        alter(
                "INSERT INTO schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', '2099-01-01 00:00:00.000', 1, 1)");

        assertRefused("tidings.db was made by a newer version of this server");
        alter("DELETE FROM schema_history WHERE version = '99'");
        open().close();
    }

    @Test
    void aFileThatIsNoStoreIsRefused() throws IOException, SQLException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("tidings.db"), "this is a text, and not a database of any kind".repeat(100));
        assertRefused("tidings.db is not a database of this server");

        Files.delete(data.resolve("tidings.db"));
        alter("CREATE TABLE other (a TEXT)");
        assertRefused("tidings.db is not a database of this server");
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("data"), "");

        assertRefused("cannot be used: its folder is a file");
    }

    @Test
    void aDatabaseThatIsAFolderIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("data/tidings.db"));

        assertRefused("tidings.db");
    }

    @Test
    void aLogWithAHoleIsNeverHandedOut() throws SQLException {
        try (TestStore on = open()) {
            on.writeMany("orders", 5);
        }
        alter("DELETE FROM change WHERE revision = 3");

        try (TestStore on = open()) {
            assertThat(refusal(on.store.changes("orders", 0, 9, 1_000_000)).code())
                    .isEqualTo(Code.INTERNAL);
            assertThat(refusal(on.store.changes("orders", 2, 9, 1_000_000)).code())
                    .isEqualTo(Code.INTERNAL);
            assertThat(await(on.store.changes("orders", 3, 9, 1_000_000)).changes())
                    .hasSize(2);
        }
        alter("DELETE FROM change WHERE revision = 5");
        try (TestStore on = open()) {
            assertThat(refusal(on.store.changes("orders", 4, 9, 1_000_000)).code())
                    .isEqualTo(Code.INTERNAL);
            assertThat(refusal(on.store.changes("orders", 3, 9, 1_000_000)).code())
                    .isEqualTo(Code.INTERNAL);
        }
    }

    @Test
    void aClosedStoreIsUnavailableAndClosesAgain() {
        TestStore on = open();
        await(on.store.close());

        assertThat(refusal(on.store.get("orders", "1")).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(on.store.check()).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(on.store.write(Stores.request(put("orders", "1", "{}"))))
                        .code())
                .isEqualTo(Code.UNAVAILABLE);
        on.close();
    }

    @Test
    void aCleanCloseLeavesOneFileAndItsLock() throws IOException {
        try (TestStore on = open()) {
            on.write(put("orders", "1", "{}"));
            await(on.store.export("orders")).close();
        }

        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("tidings.db", "tidings.db.lock");
        }
    }

    private TestStore open() {
        return TestStore.sqlite(folder, UnaryOperator.identity());
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::open)
                .isInstanceOf(TidingsException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private void alter(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tidings.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
