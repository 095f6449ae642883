package dev.tidings.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a PostgreSQL server that is stopped: copied and put back as an operator does it. */
public final class DataFiles {

    private final Path data;

    DataFiles(Path data) {
        this.data = data;
    }

    /** Copies all of them. */
    public void copyTo(Path backup) throws IOException {
        copy(data, backup);
    }

    /** Copies the log that the server would have archived up to now. */
    public void archiveTo(Path archive) throws IOException {
        copy(data.resolve("pg_wal"), archive);
    }

    /** Puts a copy in the place of what is there. */
    public void replaceBy(Path backup) throws IOException {
        delete(data);
        copy(backup, data);
    }

    /** Has the server, when it starts, go on from these files with what is in the archive, and begin a timeline of its own. */
    public void recoverFrom(Path archive) throws IOException {
        Files.createFile(data.resolve("recovery.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "restore_command = 'cp \"" + archive + "/%f\" \"%p\"'\n",
                StandardOpenOption.APPEND);
    }

    static void delete(Path directory) throws IOException {
        for (Path file : below(directory).sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : below(from).toList()) {
            Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static Stream<Path> below(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.toList();
        }
        return files.stream();
    }
}
