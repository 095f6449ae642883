package dev.tidings.store;

import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server that goes and comes back under writes. */
class PostgresOutageTest {

    private static final int WRITERS = 8;
    private static final Duration BACK = Duration.ofSeconds(5);

    private final Map<Code, ConcurrentLinkedQueue<String>> failed = new EnumMap<>(Code.class);
    private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void whatWasAnsweredIsWhatIsThereAfterStopsAndKills() throws IOException {
        failed.put(Code.UNAVAILABLE, new ConcurrentLinkedQueue<>());
        failed.put(Code.OUTCOME_UNKNOWN, new ConcurrentLinkedQueue<>());
        try (PostgresServer server = PostgresServer.start("fsync=on", "synchronous_commit=on");
                TestStore on = TestStore.at(server.database().url(), UnaryOperator.identity())) {
            List<Future<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(write(on, i, 0));
            }
            for (String signal : List.of("INT", "KILL")) {
                awaitMore(100);
                server.stop(signal);
                Awaitility.await().until(() -> failed.get(Code.UNAVAILABLE).size() > WRITERS);
                assertAway(on);
                server.startAgain();
                int before = written.size();
                Awaitility.await().atMost(BACK).until(() -> isThere(on) && written.size() > before);
            }
            awaitMore(100);
            done.set(true);
            writers.forEach(Stores::await);
            assertTruth(on);
        }
    }

    private void assertAway(TestStore on) {
        failed.get(Code.UNAVAILABLE).clear();
        assertThat(refusal(on.store.check()).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(on.store.get("c0", "any")).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(on.store.list(new ListQuery("c0", 1, null, List.of(), false)))
                        .code())
                .isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(on.store.changes("c0", 0, 9, 1_000)).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(on.store.heads(Set.of("c0"))).code()).isEqualTo(Code.UNAVAILABLE);
    }

    private static boolean isThere(TestStore on) {
        return Stores.await(on.store.check().map(true).otherwise(false));
    }

    private void assertTruth(TestStore on) {
        List<String> logged = new ArrayList<>();
        for (String collection : List.of("c0", "c1")) {
            List<Change> changes = on.changes(collection);
            assertThat(changes)
                    .extracting(Change::revision)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, changes.size()).boxed().toList());
            changes.forEach(change -> logged.add(change.id()));
        }
        Set<String> there = new HashSet<>(logged);
        assertThat(logged).doesNotHaveDuplicates();
        assertThat(there).containsAll(written);
        assertThat(failed.get(Code.UNAVAILABLE)).isNotEmpty();
        assertThat(Collections.disjoint(there, failed.get(Code.UNAVAILABLE))).isTrue();
        there.removeAll(written);
        assertThat(failed.get(Code.OUTCOME_UNKNOWN)).containsAll(there);
    }

    private void awaitMore(int count) {
        int before = written.size();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> written.size() >= before + count);
    }

    /** Writes one after another, each under an id of its own, until told to stop. */
    private Future<Void> write(TestStore on, int writer, int n) {
        String id = "w" + writer + "-" + n;
        return on.store
                .write(Stores.request(put("c" + n % 2, id, "{}")))
                .<Void>mapEmpty()
                .onSuccess(ok -> written.add(id))
                .recover(failure -> {
                    failed.get(((TidingsException) failure).code()).add(id);
                    return on.vertx().timer(10).mapEmpty();
                })
                .compose(next -> done.get() ? Future.succeededFuture() : write(on, writer, n + 1));
    }

    @Test
    void aStoreThatIsClosedWhileItsServerIsAwayCloses() throws IOException {
        try (PostgresServer server = PostgresServer.start("fsync=on", "synchronous_commit=on")) {
            TestStore on = TestStore.at(server.database().url(), UnaryOperator.identity());
            server.stop("KILL");

            on.close();

            assertThat(refusal(on.store.check()).code()).isEqualTo(Code.UNAVAILABLE);
        }
    }
}
