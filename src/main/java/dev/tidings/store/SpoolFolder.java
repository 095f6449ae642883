package dev.tidings.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder for the spool files of a store that has no place of its own on this machine; gone with it. */
final class SpoolFolder implements AutoCloseable {

    private static final String PREFIX = "tidings-spool-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-.*");

    private final Path path;

    private SpoolFolder(Path path) {
        this.path = path;
    }

    /** Makes one, and deletes those of processes that are no more. Blocks. */
    static SpoolFolder make() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isLeftOver(folder)) {
                    delete(folder);
                }
            }
        }
        return new SpoolFolder(
                Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        delete(path);
    }

    private static boolean isLeftOver(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && Files.isWritable(folder)
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
