package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.operation;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.WriteOutcome.Replayed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises to whoever sends a request again. */
abstract class IdempotencyContract extends OnStore {

    private static final class Texts implements Idempotency.Answers {

        @Override
        public String success(List<Applied> results) {
            return "done at " + results.get(0).revision();
        }

        @Override
        public Optional<String> refusal(TidingsException refusal) {
            return refusal.code() == Code.UNAVAILABLE ? Optional.empty() : Optional.of("refused " + refusal.code());
        }
    }

    IdempotencyContract(TestStore.Factory factory) {
        super(factory);
    }

    @Test
    void theSameRequestAgainGetsTheFirstAnswerAgain() {
        await(on.store.write(asked("k", "h", put("orders", "1", "{}"))));

        assertThat(await(on.store.write(asked("k", "h", put("orders", "1", "{\"again\":true}")))))
                .isEqualTo(new Replayed("done at 1"));
        assertThat(on.changes("orders")).hasSize(1);
    }

    @Test
    void anAnswerOutlivesTheProcess() {
        await(on.store.write(asked("k", "h", put("orders", "1", "{}"))));

        reopen();

        assertThat(await(on.store.write(asked("k", "h", put("orders", "1", "{}")))))
                .isEqualTo(new Replayed("done at 1"));
    }

    @Test
    void theSameKeyTwiceAtOnceIsAppliedOnce() {
        Future<WriteOutcome> blocker = on.store.write(Stores.request(put("other", "1", "{}")));
        Future<WriteOutcome> first = on.store.write(asked("k", "h", put("orders", "1", "{}")));
        Future<WriteOutcome> second = on.store.write(asked("k", "h", put("orders", "2", "{}")));
        Future<WriteOutcome> third = on.store.write(asked("k", "other", put("orders", "3", "{}")));

        await(blocker);
        assertThat(Stores.results(await(first))).hasSize(1);
        assertThat(await(second)).isEqualTo(new Replayed("done at 1"));
        assertThat(refusal(third).code()).isEqualTo(Code.INVALID);
        assertThat(on.changes("orders")).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        await(on.store.write(asked("k", "h", put("orders", "1", "{}"))));

        TidingsException refusal = refusal(on.store.write(asked("k", "h2", put("orders", "2", "{}"))));

        assertThat(refusal.code()).isEqualTo(Code.INVALID);
        assertThat(refusal.detail()).contains("idempotency key");
    }

    @Test
    void aKeyBelongsToItsPrincipalMethodAndPath() {
        await(on.store.write(asked(identity("a", "POST", "/v1/orders"), put("orders", "1", "{}"))));

        List.of(
                        identity("b", "POST", "/v1/orders"),
                        identity("a", "PATCH", "/v1/orders"),
                        identity("a", "POST", "/v1/x"))
                .forEach(other -> assertThat(await(on.store.write(asked(other, put("orders", "1", "{}")))))
                        .isInstanceOf(WriteOutcome.Committed.class));
    }

    @Test
    void aRefusalAppliesNothingButItsAnswerIsKept() {
        assertThat(refusal(on.store.write(asked("k", "h", refuse(Code.CONFLICT))))
                        .code())
                .isEqualTo(Code.CONFLICT);

        assertThat(await(on.store.write(asked("k", "h", put("orders", "1", "{}")))))
                .isEqualTo(new Replayed("refused CONFLICT"));
        assertThat(await(on.store.collections())).isEmpty();
    }

    @Test
    void aRefusalThatIsNotKeptIsJudgedAnew() {
        refusal(on.store.write(asked("k", "h", refuse(Code.UNAVAILABLE))));

        assertThat(Stores.results(await(on.store.write(asked("k", "h", put("orders", "1", "{}"))))))
                .hasSize(1);
    }

    @Test
    void anAnswerIsKeptForADay() {
        await(on.store.write(asked("k", "h", put("orders", "1", "{}"))));
        on.now.addAndGet(Duration.ofHours(24).toMillis() - 1);
        await(on.store.trim());
        assertThat(await(on.store.write(asked("k", "h", put("orders", "1", "{\"n\":2}")))))
                .isInstanceOf(Replayed.class);

        on.now.addAndGet(1);

        assertThat(await(on.store.write(asked("k", "h2", put("orders", "1", "{\"n\":2}")))))
                .isInstanceOf(WriteOutcome.Committed.class);
        assertThat(await(on.store.write(asked("k", "h2", put("orders", "1", "{\"n\":2}")))))
                .isEqualTo(new Replayed("done at 2"));
    }

    private static WriteRequest.Operation refuse(Code code) {
        return operation("orders", "1", current -> {
            throw TidingsException.of(code, "refused");
        });
    }

    private static WriteRequest asked(String key, String hash, WriteRequest.Operation operation) {
        return asked(new Idempotency("", "POST", "/v1/orders", key, hash, new Texts()), operation);
    }

    private static WriteRequest asked(Idempotency idempotency, WriteRequest.Operation operation) {
        return new WriteRequest(List.of(operation), idempotency);
    }

    private static Idempotency identity(String principal, String method, String path) {
        return new Idempotency(principal, method, path, "k", "h", new Texts());
    }
}
