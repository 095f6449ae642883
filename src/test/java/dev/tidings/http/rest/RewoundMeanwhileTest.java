package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import dev.tidings.http.rest.RestServer.Seen;
import dev.tidings.store.ChangeLog;
import dev.tidings.store.ResourceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The store is found to hold another history while a request is under way. What was read meanwhile is read again; the
 * position of a write names the history before, so that whoever comes back with it is told.
 */
class RewoundMeanwhileTest {

    private static RestServer server;
    private static final AtomicInteger questions = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = RestServer.start(seen -> new Seen(
                rewoundByAnyQuestion(ResourceStore.class, seen.resources()),
                rewoundByAnyQuestion(ChangeLog.class, seen.log())));
        server.put("/v1/orders/a", "{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void isNotRewound() {
        questions.set(0);
    }

    private static <T> T rewoundByAnyQuestion(Class<T> type, T store) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("epoch")) {
                        return questions.get() > 0 ? "later" : "earlier";
                    }
                    questions.incrementAndGet();
                    return answer(store, method, arguments);
                }));
    }

    private static Object answer(Object store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @Test
    void aWriteIsOfTheHistoryThatWasKnownBefore() {
        isOf("earlier", server.put("/v1/orders/b", "{}"));
    }

    @Test
    void aBatchIs() {
        isOf(
                "earlier",
                server.post(
                        "/v1",
                        "{\"operations\":[{\"method\":\"PUT\",\"collection\":\"orders\",\"id\":\"c\",\"body\":{}}]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void anExportIs(String method) {
        isOf(
                "earlier",
                server.ask(method, "/v1/orders")
                        .with("Accept", "application/x-ndjson")
                        .send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders/a", "/v1/orders", "/v1", "/v1/orders?since=0", "/v1/orders?since=later:0"})
    void whatIsReadIsReadAgain(String target) {
        isOf("later", server.get(target));
        assertThat(questions).hasValue(2);
    }

    @Test
    void aPositionOfTheHistoryBeforeIsGone() {
        assertThat(server.get("/v1/orders?since=earlier:0").isProblem(410)).isTrue();
    }

    @Test
    void aStateOfTheHistoryBeforeIsNoLongerKnown() {
        Reply reply = server.ask("GET", "/v1/orders/a")
                .with("If-None-Match", "\"earlier.1\"")
                .send();

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aWriteThatWantsAStateOfTheHistoryBeforeIsRefused() {
        Reply reply = server.ask("PUT", "/v1/orders/a")
                .with("If-Match", "\"earlier.1\"")
                .json("{\"n\":1}")
                .send();

        assertThat(reply.isProblem(412)).as(reply.toString()).isTrue();
    }

    private static void isOf(String epoch, Reply reply) {
        assertThat(reply.status()).isIn(200, 201);
        assertThat(reply.toString()).contains(epoch).doesNotContain(epoch.equals("later") ? "earlier" : "later");
    }
}
