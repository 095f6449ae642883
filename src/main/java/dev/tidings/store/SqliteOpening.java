package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens a store in a file, step by step. Blocks. */
final class SqliteOpening {

    private static final int READERS = 2;
    private static final int LOG_READERS = 1;
    private static final int CATCH_UP_READERS = 2;

    private final StoreOpening opening;
    private final Path file;
    private final SqliteDialect dialect;

    SqliteOpening(StoreOpening opening, Path file) {
        this.opening = opening;
        this.file = file;
        this.dialect = new SqliteDialect(file);
    }

    JdbcStore open() {
        try {
            return openParts();
        } catch (IOException failure) {
            throw TidingsException.of(
                    Code.UNAVAILABLE, "The store " + file + " cannot be used: " + reason(failure), failure);
        } catch (SQLException failure) {
            throw TidingsException.of(Code.UNAVAILABLE, "The store " + file + " cannot be opened.", failure);
        }
    }

    private JdbcStore openParts() throws IOException, SQLException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        StoreLock lock = opening.opened(StoreLock.take(file));
        Spool.clean(file);
        Migrations.run(dialect, file.toString());
        Session writer = connect(SqliteDialect.Role.WRITER);
        PathIndexes indexes =
                PathIndexes.open(writer, dialect, opening.options().indexes());
        Narrower narrower = new Narrower(dialect, indexes);
        requireOpen(writer);
        Watermark mark = FileHistory.open(writer, file, lock);
        StoreParts parts = new StoreParts(
                new History.Fixed(mark.epoch()),
                dialect,
                opening.lane("writer", dialect, new OwnSessions(List.of(writer)), 1),
                readers("reader", READERS),
                readers("log", LOG_READERS),
                readers("catch-up", CATCH_UP_READERS),
                readers("export", StoreOpening.EXPORTS),
                dialect::settle,
                lock);
        Ledger ledger = new SqliteLedger(parts.writer().sessions(), dialect, mark.epoch(), new Progress(lock, mark));
        return opening.assemble(parts, ledger, 1, narrower, file);
    }

    private void requireOpen(Session writer) throws SQLException {
        Optional<Transfer> closed = Transfer.read(writer.connection());
        if (closed.isPresent()) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The store " + file + " is not used: " + closed.get().reason() + ".");
        }
    }

    private Lane readers(String name, int count) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(connect(SqliteDialect.Role.READER));
        }
        return opening.lane(name, dialect, new OwnSessions(sessions), count);
    }

    private Session connect(SqliteDialect.Role role) throws SQLException {
        return opening.opened(new Session(dialect.connect(role), dialect));
    }

    static String reason(IOException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "its folder is a file";
            case "NotDirectoryException" -> "its folder is a file";
            default -> failure.getMessage();
        };
    }
}
