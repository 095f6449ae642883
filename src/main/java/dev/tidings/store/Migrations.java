package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to this version's schema. */
final class Migrations {

    private static final String TABLE = "schema_history";

    private Migrations() {}

    /** Migrates, or fails as {@code UNAVAILABLE} where the database is not this server's or from a later version of it. */
    static void run(SqlDialect dialect, String name) {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(dialect.dataSource())
                    .locations(dialect.migrations())
                    .table(TABLE)
                    .load();
            requireNotNewer(flyway, name);
            flyway.migrate();
        } catch (FlywayException failure) {
            throw TidingsException.of(
                    Code.UNAVAILABLE, "The store " + name + " is not a database of this server, or damaged.", failure);
        }
    }

    private static void requireNotNewer(Flyway flyway, String name) {
        boolean newer = Arrays.stream(flyway.info().all())
                .anyMatch(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS);
        if (newer) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The store " + name + " was made by a newer version of this server; start that one.");
        }
    }
}
