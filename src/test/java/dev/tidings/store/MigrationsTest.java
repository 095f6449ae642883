package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.store.PostgresServer.Database;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A migration that takes its time. */
class MigrationsTest {

    /** No session of it is silent meanwhile, one that holds the lock for the others least of all. */
    @Test
    void oneMayTakeLongerThanASessionMayBeSilent() throws SQLException {
        Database database = PostgresServer.shared().database();
        PostgresUrl url = (PostgresUrl) StoreUrl.parse(database.url());

        Migrations.run(PostgresConnections.opening(url), "classpath:db/slow", "store");

        assertThat(database.query("SELECT success FROM schema_history")).isEqualTo("t");
    }
}
