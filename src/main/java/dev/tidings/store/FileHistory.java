package dev.tidings.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which history a database holds. One that was copied, restored or rewound goes on from an older revision and will
 * give the numbers after it again, to other changes; so it gets another epoch, and no reader takes the one for the other.
 */
final class FileHistory {

    private static final Logger LOG = LoggerFactory.getLogger(FileHistory.class);

    private static final String STORE = "SELECT epoch, file_key FROM store";

    private static final String SET =
            """
            INSERT INTO store (only_row, epoch, file_key) VALUES (1, ?, ?)
            ON CONFLICT (only_row) DO UPDATE SET epoch = excluded.epoch, file_key = excluded.file_key""";

    private static final String REVISIONS = "SELECT coalesce(sum(revision), 0) FROM collection";

    /** What a database says of itself. */
    record Stored(String epoch, String fileKey, long revisions) {

        /** Why it is not the history that was here before; empty where it is. */
        Optional<String> broken(String fileKeyNow, Optional<Watermark> mark) {
            if (!fileKey.equals(fileKeyNow)) {
                return Optional.of("its file is another one");
            }
            if (mark.isPresent() && !mark.get().epoch().equals(epoch)) {
                return Optional.of("it holds another epoch than was last in use");
            }
            if (mark.isPresent() && revisions < mark.get().revisions()) {
                return Optional.of("it is behind what was committed before");
            }
            return Optional.empty();
        }
    }

    private FileHistory() {}

    /** Gives a database an epoch that is its own from now on. */
    static void set(Session writer, Path file, String epoch) throws SQLException {
        try {
            writer.update(SET, epoch, fileKey(file));
        } catch (IOException failure) {
            throw new SQLException("the file cannot be looked at", failure);
        }
    }

    /** Finds out the epoch, or gives a new one; afterwards database and mark agree. */
    static Watermark open(Session writer, Path file, StoreLock lock) throws SQLException, IOException {
        String fileKey = fileKey(file);
        Optional<Stored> stored = read(writer);
        Optional<Watermark> mark = lock.watermark();
        Optional<String> broken = stored.flatMap(there -> there.broken(fileKey, mark));
        boolean keep = stored.isPresent() && broken.isEmpty();
        String epoch = keep
                ? stored.get().epoch()
                : Epochs.after(
                        stored.map(Stored::epoch).orElse(null),
                        mark.map(Watermark::epoch).orElse(null));
        if (!keep) {
            writer.update(SET, epoch, fileKey);
        }
        broken.ifPresent(why -> LOG.warn(
                "the store {} was restored or replaced ({}): its epoch is now {} instead of {}",
                file,
                why,
                epoch,
                stored.get().epoch()));
        Watermark now = new Watermark(epoch, stored.map(Stored::revisions).orElse(0L));
        lock.mark(now);
        return now;
    }

    private static Optional<Stored> read(Session session) throws SQLException {
        long revisions;
        try (ResultSet row = session.prepare(REVISIONS).executeQuery()) {
            row.next();
            revisions = row.getLong(1);
        }
        try (ResultSet row = session.prepare(STORE).executeQuery()) {
            return row.next()
                    ? Optional.of(new Stored(row.getString(1), row.getString(2), revisions))
                    : Optional.empty();
        }
    }

    /** The inode: a file that is written anew under the same name has another. Empty where the system has none. */
    private static String fileKey(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "";
        }
        return Files.getAttribute(file, "unix:ino").toString();
    }
}
