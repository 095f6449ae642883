package dev.tidings.store;

import dev.tidings.store.PostgresServer.Database;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

/** All contracts of a store, for PostgreSQL. */
class PostgresStoreTest {

    private static final Emptied POSTGRES = new Emptied();

    /** One database for all, emptied for each folder that it was not opened for before. */
    private static final class Emptied implements TestStore.Factory {

        private Database database;
        private Statement emptying;
        private Path last;

        @Override
        public TestStore open(Path folder, UnaryOperator<StoreOptions> settings) {
            if (database == null) {
                database = PostgresServer.shared().database();
            } else if (!folder.equals(last)) {
                empty();
            }
            last = folder;
            return TestStore.at(database.url(), settings);
        }

        /** By one connection, since each costs as much as a test. */
        private void empty() {
            try {
                if (emptying == null) {
                    emptying = PostgresServer.shared().connect(database.name()).createStatement();
                }
                emptying.execute(
                        "TRUNCATE store, collection, resource, change, tombstone, idempotency, transaction_mark");
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    @Nested
    class Writing extends WriteContract {
        Writing() {
            super(POSTGRES);
        }
    }

    @Nested
    class SendingAgain extends IdempotencyContract {
        SendingAgain() {
            super(POSTGRES);
        }
    }

    @Nested
    class Following extends LogContract {
        Following() {
            super(POSTGRES);
        }
    }

    @Nested
    class Listing extends ListContract {
        Listing() {
            super(POSTGRES);
        }
    }

    @Nested
    class Exporting extends ExportContract {
        Exporting() {
            super(POSTGRES);
        }
    }

    @Nested
    class Filtering extends FilterContract {
        Filtering() {
            super(POSTGRES);
        }

        @Override
        Session reader(Path folder) throws SQLException {
            PostgresConnections connections =
                    PostgresConnections.unbounded((PostgresUrl) StoreUrl.parse(POSTGRES.database.url()));
            return new Session(connections.getConnection(), new PostgresDialect(connections));
        }
    }

    @Nested
    class Forgetting extends RetentionContract {
        Forgetting() {
            super(POSTGRES);
        }
    }
}
