package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.operation;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.PostgresServer.Database;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stores on one PostgreSQL database, as two nodes have them. */
class TwoNodesTest {

    private static final Idempotency.Answers ANSWERS = new Idempotency.Answers() {
        @Override
        public String success(List<Applied> results) {
            return results.get(0).resource().document();
        }

        @Override
        public Optional<String> refusal(TidingsException refusal) {
            return Optional.empty();
        }
    };

    private final Database database = PostgresServer.shared().database();
    private List<TestStore> nodes;

    @BeforeEach
    void open() {
        nodes = List.of(node(), node());
    }

    @AfterEach
    void close() {
        nodes.forEach(TestStore::close);
    }

    private TestStore node() {
        return TestStore.at(database.url(), options -> options.withMaxCollections(6)
                .withRetention(name -> new RetentionPolicy(
                        Duration.ofDays(7), name.equals("few") ? 5 : 1_000_000, 1L << 40, Duration.ofDays(90))));
    }

    @Test
    void countersThatBothRaiseLoseNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int counters = 3;
        long[] wanted = new long[counters];
        List<Future<WriteOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            int first = random.nextInt(counters);
            int second = random.nextInt(counters);
            wanted[first]++;
            wanted[second]++;
            writes.add(nodes.get(i % 2).store.write(request(increment(first), increment(second))));
        }
        writes.forEach(Stores::await);

        for (int i = 0; i < counters; i++) {
            assertThat(await(nodes.get(i % 2).store.get("c" + i, "n"))
                            .orElseThrow()
                            .document())
                    .as("seed %s", seed)
                    .isEqualTo("{\"n\":" + wanted[i] + "}");
            assertGapless(nodes.get(1).changes("c" + i), wanted[i]);
        }
        assertTold();
    }

    /** Else whatever the bus lost would reach those who are there only after all those who come. */
    @Test
    void aCrowdThatBeginsDoesNotHoldUpTheLookAtTheLog() throws Exception {
        TestStore on = nodes.get(0);
        on.write(put("orders", "1", "{}"));
        try (Connection other = PostgresServer.shared().connect(database.name());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE resource IN ACCESS EXCLUSIVE MODE");
            List<Future<ChangeLog.ScanPage>> crowd = Stream.generate(
                            () -> on.store.scan("orders", 0, 1, false, 10, 1_000_000))
                    .limit(20)
                    .toList();

            assertThat(await(on.store.heads(Set.of("orders"))).of("orders")).isEqualTo(1);
            assertThat(await(on.store.changes("orders", 0, 1, 1_000_000)).changes())
                    .hasSize(1);
            assertThat(crowd).noneMatch(Future::isComplete);
            other.rollback();
            crowd.forEach(Stores::await);
        }
    }

    @Test
    void ofTwoWritesOnTheSameRevisionOneWins() {
        nodes.get(0).write(put("orders", "1", "{}"));
        for (long revision = 1; revision < 30; revision++) {
            long on = revision;
            Future<WriteOutcome> first = nodes.get(0).store.write(request(ifRevision(on, "{\"a\":" + on + "}")));
            Future<WriteOutcome> second = nodes.get(1).store.write(request(ifRevision(on, "{\"b\":" + on + "}")));
            await(Future.join(first, second).otherwiseEmpty());
            assertThat(first.succeeded()).isNotEqualTo(second.succeeded());
        }
        assertGapless(nodes.get(0).changes("orders"), 30);
    }

    @Test
    void timeNeverGoesBackWhicheverNodesClock() {
        nodes.get(0).write(put("orders", "1", "{}"));
        nodes.get(1).now.addAndGet(-60_000);

        assertThat(nodes.get(1).write(put("orders", "2", "{}")).resource().createdAt())
                .isEqualTo(nodes.get(0).now.get());
    }

    @Test
    void bothTogetherMakeNoMoreCollectionsThanThereMayBe() {
        List<Future<WriteOutcome>> writes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            writes.add(nodes.get(i % 2).store.write(request(put("made" + i, "1", "{}"))));
        }
        await(Future.join(writes).otherwiseEmpty());

        assertThat(writes.stream().filter(Future::succeeded)).hasSize(6);
        assertThat(writes.stream().filter(Future::failed))
                .allMatch(write -> ((TidingsException) write.cause()).code() == Code.TOO_MANY);
        assertThat(await(nodes.get(0).store.collections())).hasSize(6);
    }

    @Test
    void aKeyThatBothAreSentAtOnceIsAppliedOnce() {
        nodes.forEach(node -> node.write(put("c" + nodes.indexOf(node), "0", "{}")));
        for (int i = 0; i < 20; i++) {
            String key = "k" + i;
            List<Future<WriteOutcome>> writes = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                Idempotency idempotency = new Idempotency("", "POST", "/", key, "same", ANSWERS);
                writes.add(nodes.get(node)
                        .store
                        .write(new WriteRequest(List.of(put("c" + node, key, "{\"by\":" + node + "}")), idempotency)));
            }
            await(Future.join(writes));
            assertThat(writes.stream().map(Future::result).filter(WriteOutcome.Replayed.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void bothTrimTheSameLogAndNobodyIsHurt() {
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            work.add(nodes.get(i % 2).store.write(request(put("few", "r" + i % 7, "{\"n\":" + i + "}"))));
            if (i % 20 == 0) {
                nodes.forEach(node -> work.add(node.store.trim()));
            }
        }
        work.forEach(Stores::await);
        await(nodes.get(1).store.trim());

        assertThat(await(nodes.get(0).store.marks("few"))).isEqualTo(new ChangeLog.Marks(200, 195, 0));
    }

    @Test
    void aDatabaseThatWasSetBackInPlaceHasAnotherEpochOnBoth() {
        nodes.get(0).writeMany("orders", 5);
        assertThat(await(nodes.get(1).store.heads(Set.of("orders"))).of("orders"))
                .isEqualTo(5);
        String before = nodes.get(0).store.epoch();
        database.execute("DELETE FROM change WHERE revision > 3; DELETE FROM resource WHERE revision > 3;"
                + " UPDATE collection SET revision = 3, resources = 3");

        ChangeLog.Heads heads = await(nodes.get(1).store.heads(Set.of("orders")));
        nodes.get(0).write(put("orders", "new", "{}"));

        assertThat(heads.revisions()).isEqualTo(Map.of("orders", 3L));
        assertThat(heads.epoch()).isNotEqualTo(before);
        assertThat(nodes).extracting(node -> node.store.epoch()).containsOnly(heads.epoch());
        assertThat(nodes.get(0).committed.get(5).epoch()).isEqualTo(heads.epoch());
        assertThat(nodes.get(0).changes("orders")).hasSize(4);
    }

    @Test
    void aWriterFindsOutByItselfThatTheDatabaseWasSetBack() {
        nodes.get(0).writeMany("orders", 5);
        String before = nodes.get(0).store.epoch();
        database.execute("DELETE FROM change; DELETE FROM resource; DELETE FROM collection");

        nodes.get(0).write(put("orders", "new", "{}"));

        assertThat(nodes.get(0).committed.get(5).epoch())
                .isEqualTo(nodes.get(0).store.epoch())
                .isNotEqualTo(before);
        assertThat(nodes.get(0).committed.get(5).first()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatCameFromElsewhereHasAnotherEpochOnce() {
        String before = nodes.get(0).store.epoch();
        database.execute("UPDATE store SET origin = 'elsewhere'");

        nodes.forEach(node -> await(node.store.check()));

        String after = nodes.get(0).store.epoch();
        assertThat(after).isNotEqualTo(before);
        assertThat(nodes.get(1).store.epoch()).isEqualTo(after);
    }

    /** As where the same copy of the files is put back once more: it brings the epoch along that it had. */
    @Test
    void anEpochThatIsOverNeverComesBack() {
        nodes.get(0).writeMany("orders", 5);
        String first = nodes.get(0).store.epoch();
        database.execute("CREATE TABLE kept AS SELECT * FROM store");
        List<String> epochs = new ArrayList<>(List.of(first));
        for (int restore = 1; restore <= 3; restore++) {
            database.execute(
                    restore == 1
                            ? "UPDATE store SET origin = 'elsewhere'"
                            : "DELETE FROM store; INSERT INTO store SELECT * FROM kept");

            int asked = restore % 2;
            await(nodes.get(asked).store.check());
            epochs.add(nodes.get(asked).store.epoch());
            await(nodes.get(1 - asked).store.check());
            assertThat(nodes.get(1 - asked).store.epoch())
                    .isEqualTo(nodes.get(asked).store.epoch());
        }

        assertThat(epochs).doesNotHaveDuplicates();
        nodes.get(0).write(put("orders", "new", "{}"));
        assertThat(nodes.get(0).committed.get(5).epoch()).isEqualTo(epochs.get(3));
    }

    /** Each commit was told once, by the node that made it. */
    private void assertTold() {
        List<String> told = new ArrayList<>();
        for (TestStore node : nodes) {
            node.committed.forEach(
                    batch -> batch.changes().forEach(change -> told.add(batch.collection() + " " + change.revision())));
        }
        assertThat(told).doesNotHaveDuplicates().hasSize(2_400);
    }

    private static void assertGapless(List<Change> changes, long head) {
        assertThat(changes)
                .extracting(Change::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList());
    }

    private static WriteRequest.Operation increment(int counter) {
        return operation("c" + counter, "n", current -> {
            String document = current == null ? "{\"n\":0}" : current.document();
            long n = Long.parseLong(document.substring(5, document.length() - 1));
            return new Write.Put("{\"n\":" + (n + 1) + "}");
        });
    }

    private static WriteRequest.Operation ifRevision(long revision, String document) {
        return operation("orders", "1", current -> {
            if (current.revision() != revision) {
                throw TidingsException.of(Code.PRECONDITION_FAILED, "changed meanwhile");
            }
            return new Write.Put(document);
        });
    }
}
