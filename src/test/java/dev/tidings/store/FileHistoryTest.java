package dev.tidings.store;

import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.remove;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHistoryTest {

    @TempDir
    Path folder;

    private Path database;
    private Path backup;

    @BeforeEach
    void name() {
        database = folder.resolve("data/tidings.db");
        backup = folder.resolve("backup.db");
    }

    @Test
    void anEpochStaysAcrossRestarts() {
        String first = epochAfter(on -> on.write(put("orders", "1", "{}")));

        assertThat(first).matches("[a-z0-9]{6}");
        assertThat(epochAfter(on -> on.write(remove("orders", "1")))).isEqualTo(first);
        assertThat(epochAfter(on -> {})).isEqualTo(first);
    }

    @Test
    void anEpochStaysAcrossAKill() throws Exception {
        String first = epochAfter(on -> on.write(put("orders", "1", "{}")));
        try (ChildStore child = ChildStore.start(database, true)) {
            for (int i = 0; i < 50; i++) {
                child.line();
            }
            child.kill();
        }

        assertThat(epochAfter(on -> {})).isEqualTo(first);
    }

    @Test
    void aDatabaseThatWasPutInPlaceOfTheOldHasAnother() throws IOException {
        String first = epochAfter(on -> on.write(put("orders", "1", "{}")));
        Files.copy(database, backup);
        Files.move(backup, database, StandardCopyOption.REPLACE_EXISTING);

        String second = epochAfter(on -> on.write(put("orders", "2", "{}")));

        assertThat(second).isNotEqualTo(first);
        assertThat(epochAfter(on -> {})).isEqualTo(second);
    }

    @Test
    void aBackupThatWasCopiedOverTheOldFileHasAnother() throws IOException {
        String first = epochAfter(on -> on.write(put("orders", "1", "{}")));
        byte[] old = Files.readAllBytes(database);
        epochAfter(on -> on.write(put("orders", "2", "{}")));
        Files.write(database, old); // the same inode

        String second = epochAfter(on -> {});

        assertThat(second).isNotEqualTo(first);
        Files.write(database, old); // whose epoch is the first again
        assertThat(epochAfter(on -> {})).isNotIn(first, second);
    }

    @Test
    void aStoreWhoseLockFileIsLostKeepsItsEpoch() throws IOException {
        String first = epochAfter(on -> on.write(put("orders", "1", "{}")));
        Files.delete(folder.resolve("data/tidings.db.lock"));

        assertThat(epochAfter(on -> {})).isEqualTo(first);
    }

    @Test
    void aNewStoreInTheFolderOfAnOldOneHasAnother() throws IOException {
        String first = epochAfter(on -> on.write(put("orders", "1", "{}")));
        Files.delete(database);

        assertThat(epochAfter(on -> {})).isNotEqualTo(first);
    }

    private String epochAfter(Consumer<TestStore> work) {
        try (TestStore on = TestStore.sqlite(folder, UnaryOperator.identity())) {
            work.accept(on);
            return on.store.epoch();
        }
    }
}
