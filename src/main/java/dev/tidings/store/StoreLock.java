package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a database for one process, by a lock on a file beside it that the system lets go when the process ends, however
 * it ends. The file also remembers how far the store had come.
 */
final class StoreLock implements AutoCloseable {

    /**
     * The lock files that this process holds. They must be known before such a file is opened: closing any channel to a
     * file lets go of all locks that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final int MAX_TEXT = 64;

    private final Path path;
    private final FileChannel channel;

    private StoreLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Takes the lock of a database whose folder exists, or fails as {@code UNAVAILABLE} where someone else has it. */
    static StoreLock take(Path database) throws IOException {
        return takeFree(database).orElseThrow(() -> inUse(database));
    }

    /** The same; empty where someone else has it. */
    static Optional<StoreLock> takeFree(Path database) throws IOException {
        Path folder = database.toAbsolutePath().getParent().toRealPath();
        Path path = folder.resolve(database.getFileName() + ".lock");
        if (!HELD.add(path)) {
            return Optional.empty();
        }
        Optional<StoreLock> taken = Optional.empty();
        try {
            taken = lock(path).map(channel -> new StoreLock(path, channel));
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(path);
            }
        }
    }

    Path path() {
        return path;
    }

    /** What was last marked, be it by another process; empty where nothing was, or nothing that can be read. */
    Optional<Watermark> watermark() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
        channel.read(text, 0);
        return Watermark.parse(StandardCharsets.US_ASCII.decode(text.flip()).toString());
    }

    /** Remembers how far the store has come; outlives the process, though perhaps not the machine. */
    void mark(Watermark watermark) throws IOException {
        channel.write(StandardCharsets.US_ASCII.encode(watermark.text()), 0);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(path);
        }
    }

    private static Optional<FileChannel> lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            return locked ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static TidingsException inUse(Path database) {
        return TidingsException.of(
                Code.UNAVAILABLE,
                "The store " + database + " is in use by another server; only one at a time can open it.");
    }
}
