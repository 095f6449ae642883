package dev.tidings.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for the spool files of a store that has no place of its own on this machine; gone with it. Whoever made it holds
 * a lock beside it from before it is there: so a folder whose lock is free is left over from a process that was killed. The
 * number of a process would not tell, since containers that share a volume count their own from 1.
 */
final class SpoolFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

    private static final String PREFIX = "tidings-spool-";

    private final Path path;
    private final StoreLock lock;

    private SpoolFolder(Path path, StoreLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes one in this folder, and deletes those of processes that are no more. Blocks. */
    static SpoolFolder make(Path parent) throws IOException {
        clean(parent);
        Path path = parent.resolve(PREFIX + UUID.randomUUID());
        SpoolFolder folder = new SpoolFolder(path, StoreLock.take(path));
        try {
            Files.createDirectory(path, ownersAlone(path));
            return folder;
        } catch (IOException failure) {
            folder.close();
            throw failure;
        }
    }

    Path path() {
        return path;
    }

    /** What lies in it is nobody else's to read, also where everybody may write to the folder around it. */
    private static FileAttribute<?>[] ownersAlone(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The file of the lock goes while it is held: nobody else then takes it for a folder that is still there. */
    @Override
    public void close() throws IOException {
        try (lock) {
            delete(path);
            Files.deleteIfExists(lock.path());
        }
    }

    private static void clean(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path path : found) {
                if (Files.isDirectory(path) && Files.isWritable(path)) {
                    deleteLeftOver(path);
                }
            }
        }
    }

    private static void deleteLeftOver(Path path) {
        try {
            Optional<StoreLock> free = StoreLock.takeFree(path);
            if (free.isPresent()) {
                new SpoolFolder(path, free.get()).close();
            }
        } catch (IOException failure) {
            LOG.warn("could not delete {}, which a process that is no more left over", path, failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(folder);
    }
}
