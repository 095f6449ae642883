package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.CopyEnd.Kind;
import dev.tidings.store.WriteOutcome.Replayed;
import dev.tidings.store.WriteRequest.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Copies between two ends of any kind, and what a store holds that has seen some life. */
abstract class OnCopies {

    private static final Idempotency.Answers ANSWERS = new Idempotency.Answers() {
        @Override
        public String success(List<Applied> results) {
            return "done\tat\n\\" + results.get(0).revision();
        }

        @Override
        public Optional<String> refusal(TidingsException refusal) {
            return Optional.empty();
        }
    };

    private static final WriteRequest KEYED = new WriteRequest(
            List.of(put("orders", "keyed", "{}")),
            new Idempotency("me", "POST", "/v1/orders", "k\\\t\n", "hash", ANSWERS));

    @TempDir
    Path folder;

    final CopyEnd end(Kind kind, String name) {
        return CopyEnd.fresh(kind, folder, name);
    }

    /** Writes, over, deletes, with keys, and trims some of it; the epoch. */
    static String fill(CopyEnd end) {
        try (TestStore on = TestStore.at(
                end.url(),
                options -> options.withRetention(name -> name.equals("trimmed")
                        ? new RetentionPolicy(Duration.ofDays(7), 5, 1 << 20, Duration.ofDays(90))
                        : RetentionPolicy.DEFAULT))) {
            List<String> documents = new ArrayList<>(OddDocuments.documents());
            documents.add("{\t\"tab\"\r\n:\t\"\\\\ \\\\N \\\\. \\t\" }");
            await(on.store.write(Stores.request(IntStream.range(0, documents.size())
                    .mapToObj(i -> put("orders", "r" + i, documents.get(i)))
                    .toArray(Operation[]::new))));
            on.now.addAndGet(1_000);
            on.write(put("orders", "r1", "{\"again\":true}"));
            on.write(remove("orders", "r2"));
            await(on.store.write(KEYED));
            await(on.store.write(Stores.request(IntStream.range(0, 20)
                    .mapToObj(i -> put("trimmed", "r" + i, "{}"))
                    .toArray(Operation[]::new))));
            await(on.store.trim());
            return on.store.epoch();
        }
    }

    /** Opened by a server, twice, it has that epoch, all that was there, and goes on from it. */
    static void assertGoesOn(CopyEnd end, String epoch) {
        long head;
        try (TestStore on = end.open()) {
            assertThat(on.store.epoch()).isEqualTo(epoch);
            head = await(on.store.marks("orders")).head();
            assertThat(on.changes("orders")).hasSize(Math.toIntExact(head));
            assertThat(await(on.store.marks("trimmed")).floor()).isEqualTo(15);
            assertThat(await(on.store.write(KEYED))).isInstanceOf(Replayed.class);
            on.write(put("orders", "new", "{}"));
        }
        try (TestStore on = end.open()) {
            assertThat(on.store.epoch()).isEqualTo(epoch);
            assertThat(await(on.store.heads(Set.of("orders"))).revisions()).isEqualTo(Map.of("orders", head + 1));
        }
    }

    static CopyResult move(CopyEnd from, CopyEnd to, CopyListener listener) {
        return copy(from, to, CopyMode.MOVE, listener);
    }

    static CopyResult copy(CopyEnd from, CopyEnd to, CopyMode mode, CopyListener listener) {
        return StoreCopy.run(from.parsed(), to.parsed(), mode, listener);
    }

    static void assertRefused(Runnable work, String... messages) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(TidingsException.class, refusal -> assertThat(refusal.code())
                        .isIn(Code.UNAVAILABLE, Code.INTERNAL))
                .hasMessageContainingAll(messages)
                .hasMessageNotContaining("hidden")
                .hasMessageNotContaining("any@")
                .hasMessageNotContaining("\n");
    }
}
