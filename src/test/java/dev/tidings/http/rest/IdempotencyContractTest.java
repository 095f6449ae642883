package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdempotencyContractTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Ask keyed(String method, String target, String key) {
        return server.ask(method, target).with("Idempotency-Key", key);
    }

    @Test
    void theSameRequestAgainGetsTheFirstAnswerAgain() {
        Reply first = keyed("POST", "/v1/posts", "k1").json("{\"a\":1}").send();
        server.put(first.header("location"), "{\"a\":2}");

        Reply second = keyed("POST", "/v1/posts", "\"k1\"").json("{\"a\":1}").send();

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("idempotency-replayed")).isNull();
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        for (String header : List.of("etag", "location", "tidings-revision", "content-type")) {
            assertThat(second.header(header)).isEqualTo(first.header(header));
        }
        assertThat(server.get("/v1/posts?count=true").json().getInteger("count"))
                .isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsInvalid() {
        keyed("POST", "/v1/others", "k").json("{\"a\":1}").send();

        assertThat(keyed("POST", "/v1/others", "k").json("{\"a\":2}").send().isProblem(422))
                .isTrue();
    }

    @Test
    void aKeyBelongsToItsMethodAndPath() {
        server.put("/v1/paths/a", "{}");
        server.put("/v1/paths/b", "{}");

        Reply a = keyed("PATCH", "/v1/paths/a", "k").json("{\"x\":1}").send();
        Reply b = keyed("PATCH", "/v1/paths/b", "k").json("{\"x\":1}").send();
        Reply post = keyed("POST", "/v1/paths", "k").json("{\"x\":1}").send();

        assertThat(List.of(a, b, post)).allMatch(reply -> reply.header("idempotency-replayed") == null);
    }

    @Test
    void theKeyIsLookedUpBeforeAnyCondition() {
        String tag = server.put("/v1/conditions/a", "{}").etag();

        Reply first = keyed("PATCH", "/v1/conditions/a", "k")
                .with("If-Match", tag)
                .json("{\"x\":1}")
                .send();
        Reply second = keyed("PATCH", "/v1/conditions/a", "k")
                .with("If-Match", tag)
                .json("{\"x\":1}")
                .send();

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void whatTheWriteMetIsKeptToo() {
        Reply first = keyed("PATCH", "/v1/kept/a", "k").json("{\"x\":1}").send();
        server.put("/v1/kept/a", "{}");
        Reply second = keyed("PATCH", "/v1/kept/a", "k").json("{\"x\":1}").send();

        assertThat(first.isProblem(404)).isTrue();
        assertThat(second.isProblem(404)).isTrue();
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void whatIsMalformedIsNotKept() {
        assertThat(keyed("POST", "/v1/malformed", "k").json("{").send().isProblem(400))
                .isTrue();
        assertThat(keyed("POST", "/v1/malformed", "k").json("{}").send().status())
                .isEqualTo(201);
    }

    @Test
    void aKeyHasItsBounds() {
        for (String key : new String[] {"", "\"\"", "\"a", "x".repeat(256), "\"a\"b", "\"\\x\""}) {
            assertThat(keyed("POST", "/v1/bounds", key).json("{}").send().isProblem(400))
                    .as(key)
                    .isTrue();
        }
        assertThat(keyed("POST", "/v1/bounds", "a")
                        .with("Idempotency-Key", "b")
                        .json("{}")
                        .send()
                        .isProblem(400))
                .isTrue();
        assertThat(keyed("POST", "/v1/bounds", "x".repeat(255))
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anEscapeInTheQuotedFormIsPartOfTheSameKey() {
        Reply first = keyed("POST", "/v1/escapes", "a\"b").json("{}").send();
        Reply second = keyed("POST", "/v1/escapes", "\"a\\\"b\"").json("{}").send();

        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void manyAtOnceAreOne() {
        List<CompletableFuture<Reply>> asked = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> keyed("POST", "/v1/crowd", "k").json("{\"a\":1}").send()))
                .toList();
        List<Reply> replies = asked.stream().map(CompletableFuture::join).toList();

        assertThat(replies).allMatch(reply -> reply.status() == 201 || reply.isProblem(409));
        assertThat(replies.stream()
                        .filter(reply -> reply.status() == 201)
                        .map(Reply::text)
                        .distinct())
                .hasSize(1);
        assertThat(server.get("/v1/crowd?count=true").json().getInteger("count"))
                .isEqualTo(1);
    }

    @Test
    void aBatchHasKeysToo() {
        String batch = "{\"operations\":[{\"method\":\"POST\",\"collection\":\"batched\",\"body\":{}}]}";

        Reply first = keyed("POST", "/v1", "k").json(batch).send();
        Reply second = keyed("POST", "/v1", "k").json(batch).send();

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("idempotency-replayed")).isEqualTo("true");
    }

    @Test
    void aPutTakesNoKey() {
        keyed("PUT", "/v1/puts/a", "k").json("{\"a\":1}").send();

        assertThat(keyed("PUT", "/v1/puts/a", "k").json("{\"a\":2}").send().status())
                .isEqualTo(200);
    }
}
