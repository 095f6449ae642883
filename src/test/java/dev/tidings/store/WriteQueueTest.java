package dev.tidings.store;

import static dev.tidings.store.Stores.operation;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.request;
import static dev.tidings.store.Stores.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queue without threads: the writer's tasks wait here until the test runs them. */
class WriteQueueTest {

    private static final QueueLimits LIMITS = new QueueLimits(300, 1_000_000, 1_000, 2_000_000);

    private final MemoryTransactions database =
            new MemoryTransactions(resource -> resource.document().contains("poison"));
    private final Deque<Runnable> writer = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final WriteQueue queue = new WriteQueue(
            database,
            writer::add,
            1,
            () -> task -> {
                heard.add("answer");
                task.run();
            },
            LIMITS,
            (batches, writes, nanos) -> heard.add("commit of " + writes));

    @Test
    void whoComesWhileATransactionRunsIsInTheNext() {
        submit(put("orders", "1", "{}"));
        Runnable first = writer.remove();
        submit(put("orders", "2", "{}"));
        submit(put("orders", "3", "{}"));
        assertThat(writer).isEmpty();

        first.run();
        submit(put("orders", "4", "{}"));
        runWriter();

        assertThat(database.sizes).containsExactly(3, 1);
    }

    @Test
    void ofTwoWritesWithTheSameIfMatchInABatchOneWins() {
        submit(put("orders", "1", "{}"));
        runWriter();

        Future<WriteOutcome> first = submit(ifRevision(1, "{\"by\":\"first\"}"));
        Future<WriteOutcome> second = submit(ifRevision(1, "{\"by\":\"second\"}"));
        runWriter();

        assertThat(database.sizes).containsExactly(1, 2);
        assertThat(results(first.result()).get(0).revision()).isEqualTo(2);
        assertThat(refusal(second).code()).isEqualTo(Code.PRECONDITION_FAILED);
    }

    @Test
    void aPatchIsJudgedOnWhatABatchMateMade() {
        submit(put("orders", "1", "{\"n\":1}"));
        runWriter();

        submit(put("orders", "1", "{\"n\":10}"));
        Future<WriteOutcome> patch = submit(operation(
                "orders",
                "1",
                current -> new Write.Put(current.document().replace("}", ",\"seen\":" + current.revision() + "}"))));
        runWriter();

        assertThat(results(patch.result()).get(0).resource().document()).isEqualTo("{\"n\":10,\"seen\":2}");
        assertThat(database.log.get("orders").get(2).before().document()).isEqualTo("{\"n\":10}");
    }

    @Test
    void onePoisonedWriteAmongHundredsFailsAlone() {
        List<Future<WriteOutcome>> writes = IntStream.range(0, 250)
                .mapToObj(i -> submit(put("orders", "r" + i, i == 123 ? "{\"poison\":1}" : "{}")))
                .toList();

        runWriter();

        assertThat(refusal(writes.get(123)).code()).isEqualTo(Code.INTERNAL);
        assertThat(writes.stream().filter(Future::succeeded)).hasSize(249);
        assertThat(database.log.get("orders"))
                .extracting(Change::revision)
                .isEqualTo(LongStream.rangeClosed(1, 249).boxed().toList());
    }

    /** Even one that is out of memory: it is committed, and the next ones have to go on. */
    @Test
    void aListenerThatFailsTakesNothingFromWhoWrites() {
        WriteQueue queue =
                new WriteQueue(database, writer::add, 1, () -> Runnable::run, LIMITS, (batches, writes, nanos) -> {
                    throw new OutOfMemoryError("in a test");
                });
        for (int i = 1; i <= 2; i++) {
            Future<WriteOutcome> write = queue.submit(request(put("orders", "r" + i, "{}")));
            runWriter();
            assertThat(results(write.result()).get(0).revision()).isEqualTo(i);
        }
        assertThat(queue.close().succeeded()).isTrue();
    }

    @Test
    void aStoreThatIsAwayIsNotAskedAgainForEachRequest() {
        List<Integer> asked = new ArrayList<>();
        WriteQueue away = new WriteQueue(
                requests -> {
                    asked.add(requests.size());
                    throw TidingsException.of(Code.UNAVAILABLE, "away");
                },
                writer::add,
                1,
                () -> Runnable::run,
                LIMITS,
                CommitListener.NONE);
        Future<WriteOutcome> first = away.submit(request(put("orders", "1", "{}")));
        Future<WriteOutcome> second = away.submit(request(put("orders", "2", "{}")));

        runWriter();

        assertThat(asked).containsExactly(2);
        assertThat(refusal(first).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal(second).code()).isEqualTo(Code.UNAVAILABLE);
    }

    @Test
    void aBatchIsBoundedInWritesAndInCharacters() {
        for (int i = 0; i < 4; i++) {
            submit(IntStream.range(0, 100)
                    .mapToObj(n -> put("orders", "r" + n, "{}"))
                    .toArray(WriteRequest.Operation[]::new));
        }
        runWriter();
        assertThat(database.sizes).containsExactly(3, 1);

        for (int i = 0; i < 3; i++) {
            submit(heavy(600_000));
        }
        runWriter();
        assertThat(database.sizes).containsExactly(3, 1, 1, 1, 1);
    }

    @Test
    void aRequestLargerThanABatchHasOneToItself() {
        submit(put("orders", "1", "{}"));
        Future<WriteOutcome> large = submit(heavy(1_500_000));
        submit(put("orders", "2", "{}"));

        runWriter();

        assertThat(database.sizes).containsExactly(1, 1, 1);
        assertThat(large.succeeded()).isTrue();
    }

    @Test
    void whatWaitsIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            submit(put("orders", "r" + i, "{}"));
        }

        assertThat(refusal(submit(put("orders", "more", "{}"))).code()).isEqualTo(Code.UNAVAILABLE);
        runWriter();

        assertThat(database.get("orders", "more")).isEmpty();
        assertThat(database.log.get("orders")).hasSize(1_000);
        assertThat(submit(put("orders", "more", "{}")).isComplete()).isFalse();
    }

    @Test
    void theListenerHearsOfACommitBeforeAnybodyIsAnswered() {
        submit(put("orders", "1", "{}"));
        submit(put("orders", "1", "{}"));
        runWriter();
        submit(put("orders", "1", "{}"));
        runWriter();

        assertThat(heard).containsExactly("commit of 2", "answer", "answer", "answer");
    }

    @Test
    void aListenerThatFailsFailsNoWrite() {
        WriteQueue deaf =
                new WriteQueue(database, writer::add, 1, () -> Runnable::run, LIMITS, (batches, writes, nanos) -> {
                    throw new IllegalStateException("deaf");
                });
        Future<WriteOutcome> write = deaf.submit(request(put("orders", "1", "{}")));

        runWriter();

        assertThat(write.succeeded()).isTrue();
        assertThat(database.log.get("orders")).hasSize(1);
    }

    @Test
    void closingWaitsForWhatWasTakenInAndTakesNothingMore() {
        Future<WriteOutcome> write = submit(put("orders", "1", "{}"));

        Future<Void> closed = queue.close();

        assertThat(refusal(submit(put("orders", "2", "{}"))).code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(closed.isComplete()).isFalse();
        runWriter();
        assertThat(closed.succeeded()).isTrue();
        assertThat(write.succeeded()).isTrue();
        assertThat(queue.close().succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countersThatManyRaiseLoseNothing(long seed) {
        Random random = new Random(seed);
        int counters = 5;
        long[] wanted = new long[counters];
        List<Future<WriteOutcome>> conditional = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int counter = random.nextInt(counters);
            switch (random.nextInt(12)) {
                case 0, 1 -> runOne();
                case 2 -> poisonSometimes(i);
                case 3 -> conditional.add(submit(ifRevision(1 + random.nextInt(30), "{\"n\":" + i + "}")));
                default -> {
                    submit(increment(counter));
                    wanted[counter]++;
                }
            }
        }
        runWriter();

        for (int i = 0; i < counters; i++) {
            assertThat(database.get("counters", "c" + i).orElseThrow().document())
                    .as("counter %s, seed %s", i, seed)
                    .isEqualTo("{\"n\":" + wanted[i] + "}");
        }
        long won = conditional.stream().filter(Future::succeeded).count();
        assertThat(won).isEqualTo(database.log.getOrDefault("orders", List.of()).size());
        assertThat(database.log).doesNotContainKey("poisoned");
        database.log.values().forEach(changes -> assertChained(changes, seed));
    }

    /** Each change takes the next revision, and begins where the one before it left its resource. */
    private static void assertChained(List<Change> changes, long seed) {
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            assertThat(change.revision()).as("seed %s", seed).isEqualTo(i + 1L);
            Change earlier = changes.subList(0, i).stream()
                    .filter(other -> other.id().equals(change.id()))
                    .reduce((older, newer) -> newer)
                    .orElse(null);
            assertThat(change.before()).as("seed %s", seed).isEqualTo(earlier == null ? null : earlier.after());
        }
    }

    private static WriteRequest.Operation increment(int counter) {
        return operation("counters", "c" + counter, current -> {
            String document = current == null ? "{\"n\":0}" : current.document();
            long n = Long.parseLong(document.substring(5, document.length() - 1));
            return new Write.Put("{\"n\":" + (n + 1) + "}");
        });
    }

    /** Replaces order 1, or makes it where there is none. */
    private static WriteRequest.Operation ifRevision(long revision, String document) {
        return operation("orders", "1", current -> {
            if (current != null && current.revision() != revision) {
                throw TidingsException.of(Code.PRECONDITION_FAILED, "changed meanwhile");
            }
            return new Write.Put(document);
        });
    }

    private static WriteRequest.Operation heavy(int weight) {
        return new WriteRequest.Operation("orders", "heavy", current -> new Write.Put("{}"), weight);
    }

    private void poisonSometimes(int i) {
        if (i % 50 == 0) {
            submit(put("poisoned", "p", "{\"poison\":1}"));
        }
    }

    private Future<WriteOutcome> submit(WriteRequest.Operation... operations) {
        return queue.submit(request(operations));
    }

    private void runOne() {
        if (!writer.isEmpty()) {
            writer.remove().run();
        }
    }

    private void runWriter() {
        while (!writer.isEmpty()) {
            writer.remove().run();
        }
    }
}
