package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose spool folders the next process deletes. */
class SpoolFolderTest {

    @TempDir
    Path parent;

    @Test
    void nobodyElseMayReadWhatLiesInIt() throws IOException {
        try (SpoolFolder folder = SpoolFolder.make(parent)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
        }
    }

    /** In a container each process has the number 1. */
    @Test
    void thatOfAKilledProcessOfTheSameNumberIsDeleted() throws IOException {
        Path left = Files.createDirectory(
                parent.resolve("tidings-spool-" + ProcessHandle.current().pid() + "-4711"));
        Files.writeString(left.resolve("tidings-export-1.ndjson"), "{}\n");

        try (SpoolFolder mine = SpoolFolder.make(parent)) {
            assertThat(left).doesNotExist();
            assertThat(mine.path()).isDirectory();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void thatOfAnotherStoreOfThisProcessStays() throws IOException {
        try (SpoolFolder first = SpoolFolder.make(parent);
                SpoolFolder second = SpoolFolder.make(parent)) {
            SpoolFolder.make(parent).close();

            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void thatOfAnotherProcessStaysUntilThatIsKilled() throws IOException {
        try (ChildJvm child = ChildSpool.start(parent)) {
            Path other = Path.of(child.line());
            SpoolFolder.make(parent).close();
            assertThat(other).isDirectory();
        }

        SpoolFolder.make(parent).close();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aFileThatOnlyIsCalledAlikeStays() throws IOException {
        Path file = Files.createFile(parent.resolve("tidings-spool-notes"));

        SpoolFolder.make(parent).close();

        Files.delete(file);
        assertThat(parent).isEmptyDirectory();
    }
}
