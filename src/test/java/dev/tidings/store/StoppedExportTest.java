package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.store.PostgresServer.Database;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a store closes under exports that would never end: some rows come, and the next one is looked for in vain. */
class StoppedExportTest {

    private static final int RESOURCES = 100;
    private static final String PAD = "x".repeat(1_000);

    /** By id, r9 comes behind most of them, which are more than are fetched or buffered at once. */
    private static final String ENDLESS =
            """
            ALTER TABLE resource RENAME TO stored;
            CREATE VIEW resource AS SELECT * FROM stored WHERE CASE WHEN id < 'r9' THEN true ELSE %s END""";

    private static final String SQLITE_SEARCH =
            "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 2 FROM n) SELECT max(i) FROM n) > 2";

    private static final String POSTGRES_SEARCH = "pg_sleep(600) IS NULL";

    private static final String SEARCHING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

    @TempDir
    Path folder;

    @Test
    void aStoreInAFileCloses() throws SQLException {
        try (TestStore on = TestStore.sqlite(folder, UnaryOperator.identity())) {
            fill(on);
            try (Connection connection =
                            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/tidings.db"));
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(ENDLESS.formatted(SQLITE_SEARCH));
            }

            List<Future<Export>> exports = List.of(on.store.export("orders"), on.store.export("orders"));
            Awaitility.await().until(() -> spoolsWithRows() == 2);

            await(on.store.close());
            assertThat(exports)
                    .allSatisfy(export -> assertThat(refusal(export).code()).isEqualTo(Code.UNAVAILABLE));
            assertThat(spoolsWithRows()).isZero();
        }
    }

    @Test
    void aStoreInPostgresClosesAndItsDatabaseStopsSearching() {
        Database database = PostgresServer.shared().database();
        try (TestStore on = TestStore.at(database.url(), UnaryOperator.identity())) {
            fill(on);
            database.execute(ENDLESS.formatted(POSTGRES_SEARCH));

            List<Future<Export>> exports = List.of(on.store.export("orders"), on.store.export("orders"));
            Awaitility.await().until(() -> database.query(SEARCHING).equals("2"));

            await(on.store.close());
            assertThat(exports)
                    .allSatisfy(export -> assertThat(refusal(export).code()).isEqualTo(Code.UNAVAILABLE));
            Awaitility.await().until(() -> database.query(SEARCHING).equals("0"));
        }
    }

    private static void fill(TestStore on) {
        await(on.store.write(request(IntStream.range(0, RESOURCES)
                .mapToObj(i -> put("orders", "r" + i, "{\"pad\":\"" + PAD + "\"}"))
                .toArray(WriteRequest.Operation[]::new))));
    }

    private long spoolsWithRows() {
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            return files.filter(file ->
                            file.toString().endsWith(".ndjson") && file.toFile().length() > 0)
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
