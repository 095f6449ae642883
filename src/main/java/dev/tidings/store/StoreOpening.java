package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store, step by step; whatever fails, nothing stays open. Blocks. */
final class StoreOpening {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);

    private static final int READERS = 2;
    private static final int CATCH_UP_READERS = 2;
    private static final int EXPORTS = 2;
    private static final int MAX_WAITING = 20_000;

    private final Vertx vertx;
    private final StoreOptions options;
    private final Path file;
    private final SqlDialect dialect;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private StoreOpening(Vertx vertx, StoreOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.file = options.file();
        this.dialect = new SqliteDialect(file);
    }

    static JdbcStore open(Vertx vertx, StoreOptions options) {
        StoreOpening opening = new StoreOpening(vertx, options);
        try {
            return opening.open();
        } catch (IOException failure) {
            throw opening.giveUp(TidingsException.of(
                    Code.UNAVAILABLE, "The store " + options.file() + " cannot be used: " + reason(failure), failure));
        } catch (SQLException failure) {
            throw opening.giveUp(TidingsException.of(
                    Code.UNAVAILABLE, "The store " + options.file() + " cannot be opened.", failure));
        } catch (RuntimeException failure) {
            throw opening.giveUp(failure);
        }
    }

    private JdbcStore open() throws IOException, SQLException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        StoreLock lock = StoreLock.take(file);
        opened.add(lock);
        Spool.clean(file);
        Migrations.run(dialect, file.toString());
        Session writer = connect(SqlDialect.Role.WRITER);
        Watermark mark = History.open(writer, file, lock);
        Narrower narrower = new Narrower(dialect, PathIndexes.open(writer, dialect, options.indexes()));
        return assemble(lane("writer", List.of(writer)), writer, lock, mark, narrower);
    }

    private JdbcStore assemble(Lane writerLane, Session writer, StoreLock lock, Watermark mark, Narrower narrower)
            throws SQLException {
        StoreParts parts = new StoreParts(
                mark.epoch(),
                lock,
                dialect,
                writerLane,
                lane("reader", readers(READERS)),
                lane("catch-up", readers(CATCH_UP_READERS)),
                lane("export", readers(EXPORTS)));
        Transactions transactions = new JdbcTransactions(
                writer,
                dialect,
                options.clock(),
                options.maxCollections(),
                mark.epoch(),
                new Progress(lock, mark)::add);
        WriteQueue queue = new WriteQueue(
                transactions, onWriter(writerLane), this::callersContext, options.queue(), options.listener());
        Retention retention = new Retention(vertx, writerLane, parts.readers(), dialect, options);
        retention.start();
        PageReads pages = new PageReads(dialect, narrower, options.query());
        Spool spool = new Spool(vertx, parts.exports(), narrower, file, EXPORTS);
        return new JdbcStore(parts, queue, pages, spool, retention);
    }

    private static Executor onWriter(Lane writer) {
        return task -> writer.run(session -> {
                    task.run();
                    return null;
                })
                .onFailure(failure -> LOG.error("the writer is gone", failure));
    }

    /** A future that is asked for on a context completes there. */
    private Executor callersContext() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(now -> task.run());
    }

    private Lane lane(String name, List<Session> sessions) {
        return new Lane(vertx, "tidings-store-" + name, dialect, sessions, MAX_WAITING);
    }

    private List<Session> readers(int count) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(connect(SqlDialect.Role.READER));
        }
        return sessions;
    }

    private Session connect(SqlDialect.Role role) throws SQLException {
        Session session = new Session(dialect.connect(role), dialect.begin());
        opened.add(session);
        return session;
    }

    private RuntimeException giveUp(RuntimeException why) {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception failure) {
                LOG.warn("could not close the store {}", file, failure);
            }
        }
        return why;
    }

    private static String reason(IOException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "its folder is a file";
            case "NotDirectoryException" -> "its folder is a file";
            default -> failure.getMessage();
        };
    }
}
