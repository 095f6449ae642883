package dev.tidings.store;

import dev.tidings.filter.Filter;
import dev.tidings.filter.Subject;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Narrower.Plan;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whole collections to files beside the database, so that the snapshot of an export is let go as soon as the disk
 * has it, however slow its reader. Only a few at a time, counted until they are closed: each may be as large as the
 * database.
 */
final class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private static final int BUFFER = 64 << 10;

    private final Vertx vertx;
    private final Lane lane;
    private final Narrower narrower;
    private final Path folder;
    private final String prefix;
    private final Semaphore room;
    private final StoppableWork writing;

    Spool(Vertx vertx, Lane lane, Narrower narrower, Path database, int atOnce) {
        this.vertx = vertx;
        this.lane = lane;
        this.narrower = narrower;
        this.folder = database.toAbsolutePath().getParent();
        this.prefix = prefix(database);
        this.room = new Semaphore(atOnce);
        this.writing = new StoppableWork(vertx);
    }

    /** Deletes what a process that was killed left over. Blocks. */
    static void clean(Path database) throws IOException {
        Path folder = database.toAbsolutePath().getParent();
        try (DirectoryStream<Path> leftOver = Files.newDirectoryStream(folder, prefix(database) + "*")) {
            for (Path file : leftOver) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Exports what matches the filter, or all where it is null. */
    Future<Export> export(String collection, Filter filter) {
        if (!room.tryAcquire()) {
            return Future.failedFuture(
                    TidingsException.of(Code.UNAVAILABLE, "Too many exports are under way; try again later."));
        }
        return lane.run(session -> writing.run(session, mine -> spool(mine, collection, filter)))
                .onFailure(gone -> room.release());
    }

    /** Ends the exports that are still being written, which could take minutes; what is written already stays. */
    Future<Void> stop() {
        return writing.stop();
    }

    private Export spool(Session session, String collection, Filter filter) throws SQLException {
        try {
            Path file = Files.createTempFile(folder, prefix, ".ndjson");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                long head = write(session, collection, filter, out);
                return new Export(file, head, closing(file));
            } catch (SQLException | IOException | RuntimeException failure) {
                Files.deleteIfExists(file);
                throw failure;
            }
        } catch (IOException failure) {
            throw TidingsException.of(Code.UNAVAILABLE, "The export could not be written; try again later.", failure);
        }
    }

    private long write(Session session, String collection, Filter filter, OutputStream out)
            throws SQLException, IOException {
        session.dialect().takeTime(session);
        try (PreparedStatement statement = statement(session, collection, filter);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            long head = row.getLong(1);
            for (boolean more = !Rows.isAbsent(row, PageSql.RESOURCE + 1); more; more = row.next()) {
                Resource resource = Rows.resource(row, PageSql.RESOURCE);
                if (filter == null || filter.test(Subject.of(resource))) {
                    out.write(resource.representation().getBytes(StandardCharsets.UTF_8));
                    out.write('\n');
                }
            }
            return head;
        }
    }

    private PreparedStatement statement(Session session, String collection, Filter filter) throws SQLException {
        Plan plan = filter == null ? Plan.ALL : narrower.plan(session, collection, filter);
        PageSql sql = PageSql.byId(session.dialect(), collection, "", plan);
        return session.once(sql.text(), sql.parameters());
    }

    private Runnable closing(Path file) {
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (!closed.getAndSet(true)) {
                room.release();
                // To unlink gigabytes takes a while: not on the event loop of the caller.
                vertx.executeBlocking(() -> delete(file), false)
                        .onFailure(failure -> LOG.warn("could not delete the spool file {}", file, failure));
            }
        };
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String prefix(Path database) {
        return database.getFileName() + "-export-";
    }
}
