package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes, for real. */
class CrashTest {

    private static final int KILLS = 3;
    private static final int WRITES = 400;

    /** A kill may cut the last line short, which then lacks the dot. */
    private static final String ACKNOWLEDGED = "c[01] \\S+ [0-9]+\\.";

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedIsThereAfterKills() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildStore child = ChildStore.start(folder.resolve("data/tidings.db"), true)) {
                assertThat(child.line()).isEqualTo("open");
                for (int i = 0; i < WRITES; i++) {
                    acknowledged.add(child.line());
                }
                child.kill();
                for (String line = child.line(); line != null && line.matches(ACKNOWLEDGED); line = child.line()) {
                    acknowledged.add(line);
                }
            }
        }

        try (TestStore on = TestStore.sqlite(folder, UnaryOperator.identity())) {
            Set<String> logged = new HashSet<>();
            for (String collection : List.of("c0", "c1")) {
                List<Change> changes = on.changes(collection);
                changes.forEach(change -> logged.add(collection + " " + change.id() + " " + change.revision() + "."));
                assertWhole(on, collection, changes);
            }
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * WRITES);
            assertThat(logged).containsAll(acknowledged);
        }
    }

    /** The log has no gap, and the resources are what it says. */
    private static void assertWhole(TestStore on, String collection, List<Change> changes) {
        assertThat(changes)
                .extracting(Change::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, changes.size()).boxed().toList());
        Map<String, Optional<Resource>> last = new HashMap<>();
        changes.forEach(change -> last.put(change.id(), Optional.ofNullable(change.after())));
        last.forEach((id, resource) ->
                assertThat(await(on.store.get(collection, id))).isEqualTo(resource));
    }
}
