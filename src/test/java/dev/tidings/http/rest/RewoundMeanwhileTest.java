package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import dev.tidings.http.rest.RestServer.Seen;
import dev.tidings.store.ChangeLog;
import dev.tidings.store.ResourceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The store is found to hold another history while a request is under way. What it answers is of the one before, so that
 * whoever comes back with it is told: under the new name nobody would notice that it is not of it.
 */
class RewoundMeanwhileTest {

    private static RestServer server;
    private static volatile boolean rewound;

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
        rewound = false;
    }

    private static <T> T rewoundByAnyQuestion(Class<T> type, T store) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("epoch")) {
                        return rewound ? "later" : "earlier";
                    }
                    rewound = true;
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
        isOfTheEarlier(server.put("/v1/orders/b", "{}"));
    }

    @Test
    void aBatchIs() {
        isOfTheEarlier(server.post(
                "/v1", "{\"operations\":[{\"method\":\"PUT\",\"collection\":\"orders\",\"id\":\"b\",\"body\":{}}]}"));
    }

    @Test
    void aResourceIs() {
        isOfTheEarlier(server.get("/v1/orders/a"));
    }

    @Test
    void aPageIs() {
        isOfTheEarlier(server.get("/v1/orders"));
    }

    @Test
    void theListOfCollectionsIs() {
        isOfTheEarlier(server.get("/v1"));
    }

    @Test
    void aPageOfChangesIs() {
        isOfTheEarlier(server.get("/v1/orders?since=0"));
    }

    @Test
    void anExportIs() {
        isOfTheEarlier(server.ask("GET", "/v1/orders")
                .with("Accept", "application/x-ndjson")
                .send());
    }

    private static void isOfTheEarlier(Reply reply) {
        assertThat(reply.status()).isIn(200, 201);
        assertThat(reply.toString()).contains("earlier").doesNotContain("later");
    }
}
