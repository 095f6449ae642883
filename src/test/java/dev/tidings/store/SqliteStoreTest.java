package dev.tidings.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

/** All contracts of a store, for SQLite. */
class SqliteStoreTest {

    private static final TestStore.Factory SQLITE = TestStore::sqlite;

    @Nested
    class Writing extends WriteContract {
        Writing() {
            super(SQLITE);
        }
    }

    @Nested
    class SendingAgain extends IdempotencyContract {
        SendingAgain() {
            super(SQLITE);
        }
    }

    @Nested
    class Following extends LogContract {
        Following() {
            super(SQLITE);
        }
    }

    @Nested
    class Listing extends ListContract {
        Listing() {
            super(SQLITE);
        }
    }

    @Nested
    class Exporting extends ExportContract {
        Exporting() {
            super(SQLITE);
        }
    }

    @Nested
    class Forgetting extends RetentionContract {
        Forgetting() {
            super(SQLITE);
        }
    }

    @Nested
    class Filtering extends FilterContract {
        Filtering() {
            super(SQLITE);
        }

        @Override
        Session reader(Path folder) throws SQLException {
            SqliteDialect dialect = new SqliteDialect(folder.resolve("data/tidings.db"));
            return new Session(dialect.connect(SqliteDialect.Role.READER), dialect);
        }
    }
}
