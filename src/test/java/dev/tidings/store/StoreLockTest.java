package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {

    @TempDir
    Path folder;

    @Test
    void aSecondOneInTheProcessIsRefused() throws IOException {
        Path database = folder.resolve("t.db");
        try (StoreLock lock = StoreLock.take(database)) {
            assertThatThrownBy(() -> StoreLock.take(database))
                    .isInstanceOf(TidingsException.class)
                    .hasMessageContaining("t.db is in use by another server");
            lock.mark(new Watermark("abc", 7));
        }

        try (StoreLock again = StoreLock.take(database)) {
            assertThat(again.watermark()).contains(new Watermark("abc", 7));
        }
    }

    @Test
    void aSecondProcessIsRefusedEvenAfterASecondTryInTheFirst() throws Exception {
        Path database = folder.resolve("data/tidings.db");
        try (TestStore on = open()) {
            assertThatThrownBy(this::open).isInstanceOf(TidingsException.class);
            on.write(put("orders", "1", "{}"));
            try (ChildStore child = ChildStore.start(database, false)) {
                assertThat(child.line()).contains(database + " is in use by another server");
            }
        }
        try (ChildStore child = ChildStore.start(database, false)) {
            assertThat(child.line()).isEqualTo("open");
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(TidingsException.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(Code.UNAVAILABLE));
        }
    }

    @Test
    void aKilledProcessLetsGo() throws Exception {
        try (ChildStore child = ChildStore.start(folder.resolve("data/tidings.db"), true)) {
            assertThat(child.line()).isEqualTo("open");
            child.kill();
        }

        try (TestStore on = open()) {
            await(on.store.check());
        }
    }

    @Test
    void whatIsNoWatermarkIsNone() throws IOException {
        Path database = folder.resolve("t.db");
        Files.writeString(folder.resolve("t.db.lock"), "rubbish");

        try (StoreLock lock = StoreLock.take(database)) {
            assertThat(lock.watermark()).isEmpty();
        }
        assertThat(Watermark.parse(new Watermark("a", Long.MAX_VALUE).text()))
                .isEqualTo(Optional.of(new Watermark("a", Long.MAX_VALUE)));
    }

    private TestStore open() {
        return TestStore.sqlite(folder, UnaryOperator.identity());
    }
}
