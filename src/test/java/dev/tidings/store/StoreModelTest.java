package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Write.Keep;
import dev.tidings.store.Write.Put;
import dev.tidings.store.Write.Remove;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database against maps: the same requests, however they are batched, have the same answers and make the same log. */
class StoreModelTest {

    private static final int REQUESTS = 1_500;
    private static final int COLLECTIONS = 3;
    private static final int IDS = 12;

    private static final Idempotency.Answers ANSWERS = new Idempotency.Answers() {
        @Override
        public String success(List<Applied> results) {
            return results.toString();
        }

        @Override
        public Optional<String> refusal(TidingsException refusal) {
            return refusal.code() == Code.CONFLICT ? Optional.of("conflict") : Optional.empty();
        }
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theDatabaseDoesWhatMapsDo(long seed) {
        Random random = new Random(seed);
        MemoryTransactions model = new MemoryTransactions(resource -> false);
        try (TestStore on = TestStore.sqlite(folder, UnaryOperator.identity())) {
            model.now = on.now.get();
            List<String> expected = new ArrayList<>();
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                WriteRequest request = request(random, i);
                expected.add(text(model.run(List.of(request)).rulings().get(0)));
                answers.add(on.store.write(request).map(Object::toString).otherwise(StoreModelTest::text));
                if (random.nextInt(100) == 0) {
                    await(answers.get(i));
                }
            }
            assertThat(answers.stream().map(Stores::await)).as("seed %s", seed).containsExactlyElementsOf(expected);
            assertSameState(on, model, seed);
        }
    }

    private static void assertSameState(TestStore on, MemoryTransactions model, long seed) {
        for (int c = 0; c < COLLECTIONS; c++) {
            String collection = "c" + c;
            assertThat(on.changes(collection)).as("seed %s", seed).isEqualTo(model.log.get(collection));
            for (int id = 0; id < IDS; id++) {
                assertThat(await(on.store.get(collection, "r" + id)))
                        .as("seed %s", seed)
                        .isEqualTo(model.get(collection, "r" + id));
            }
        }
    }

    private static WriteRequest request(Random random, int n) {
        List<Operation> operations = IntStream.rangeClosed(0, random.nextInt(4) == 0 ? random.nextInt(6) : 0)
                .mapToObj(i -> randomOperation(random, n))
                .toList();
        if (random.nextInt(4) > 0) {
            return new WriteRequest(operations, null);
        }
        String key = "k" + random.nextInt(100);
        String hash = "h" + random.nextInt(2);
        return new WriteRequest(operations, new Idempotency("", "POST", "/", key, hash, ANSWERS));
    }

    private static Operation randomOperation(Random random, int n) {
        int kind = random.nextInt(20);
        return operation("c" + random.nextInt(COLLECTIONS), "r" + random.nextInt(IDS), current -> {
            if (kind == 0) {
                throw TidingsException.of(Code.CONFLICT, "conflict");
            }
            if (kind < 6) {
                return new Remove(); // a bug of the caller where there is nothing
            }
            return kind < 8 && current != null ? new Keep() : new Put("{\"n\":" + n / 3 + "}");
        });
    }

    private static String text(Ruling ruling) {
        return ruling instanceof Ruling.Granted granted
                ? granted.outcome().toString()
                : text(((Ruling.Refused) ruling).refusal());
    }

    private static String text(Throwable refusal) {
        TidingsException told = (TidingsException) refusal;
        return told.code() + " " + told.detail() + " " + told.members();
    }
}
