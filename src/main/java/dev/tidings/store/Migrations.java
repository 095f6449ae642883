package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Brings a database to this version's schema. */
final class Migrations {

    private static final String TABLE = "schema_history";

    /** The SQLSTATE. */
    private static final String NOT_ALLOWED = "42501";

    private Migrations() {}

    /** Migrates, or fails as {@code UNAVAILABLE} where the database is not this server's or from a later version of it. */
    static void run(SqlDialect dialect, String name) {
        run(dialect.dataSource(), dialect.migrations(), name);
    }

    /** All that are missing are committed together, or none is, so that no database is left between two versions. */
    static void run(DataSource dataSource, String location, String name) {
        try {
            migrate(flyway(dataSource, location), name);
        } catch (FlywayException failure) {
            throw unusable(name, failure);
        }
    }

    private static void migrate(Flyway flyway, String name) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException unlike) {
            requireNotNewer(flyway, name);
            throw unlike;
        }
    }

    /** Changes nothing, but fails as {@code UNAVAILABLE} where the database holds no store, or one of a later version. */
    static void requireStore(SqlDialect dialect, String name) {
        info(dialect, name);
    }

    /** The same, and the store has to be of this version. */
    static void requireCurrent(SqlDialect dialect, String name) {
        if (info(dialect, name).pending().length > 0) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The store " + name + " was made by an older version of this server; start this one on it first.");
        }
    }

    private static MigrationInfoService info(SqlDialect dialect, String name) {
        try {
            Flyway flyway = flyway(dialect.dataSource(), dialect.migrations());
            requireNotNewer(flyway, name);
            if (flyway.info().applied().length == 0) {
                throw TidingsException.of(Code.UNAVAILABLE, "There is no store in " + name + " to copy.");
            }
            return flyway.info();
        } catch (FlywayException failure) {
            throw unusable(name, failure);
        }
    }

    private static TidingsException unusable(String name, FlywayException why) {
        return TidingsException.of(Code.UNAVAILABLE, "The store " + name + " " + reason(why), why);
    }

    private static Flyway flyway(DataSource dataSource, String location) {
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(location)
                .table(TABLE)
                .createSchemas(false) // one that is not there is a typing error
                .ignoreMigrationPatterns(new String[0]) // a later version's are no reason to go on
                .group(true);
        // else the session with the lock is silent, in a transaction of its own, while another one migrates
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && NOT_ALLOWED.equals(refused.getSQLState())) {
                return "cannot be used: its user may not make tables there.";
            }
        }
        return "is not a database of this server, or damaged.";
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
