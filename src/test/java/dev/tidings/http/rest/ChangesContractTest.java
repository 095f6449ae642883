package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.exchange.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesContractTest {

    private static RestServer server;
    private static String epoch;

    @BeforeAll
    static void start() {
        server = RestServer.start();
        epoch = server.store().epoch();
        server.put("/v1/log/a", "{\"n\":1,\"m\":2}");
        server.put("/v1/log/b", "{}");
        server.put("/v1/log/a", "{\"n\":2}");
        server.delete("/v1/log/b");
        server.put("/v1/log/c", "{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonArray changes(Reply reply) {
        return reply.json().getJsonArray("changes");
    }

    private static List<Integer> revisions(Reply reply) {
        return changes(reply).stream()
                .map(frame -> ((JsonObject) frame).getInteger("revision"))
                .toList();
    }

    @Test
    void aPageHasTheFramesThatASocketWouldGet() {
        Reply page = server.get("/v1/log?since=0");

        assertThat(page.json().fieldNames()).containsExactly("changes", "epoch", "revision", "more");
        assertThat(page.text())
                .matches("\\{\"changes\":\\[\\{\"type\":\"created\",\"revision\":1,\"time\":\"[^\"]+\",\"id\":\"a\","
                        + "\"resource\":\\{\"id\":\"a\",\"revision\":1,.*\"n\":1,\"m\":2}},.*");
        assertThat(changes(page).stream().map(frame -> ((JsonObject) frame).getString("type")))
                .containsExactly("created", "created", "updated", "deleted", "created");
        assertThat(changes(page).getJsonObject(3).getJsonObject("resource").getInteger("revision"))
                .isEqualTo(2);
        assertThat(page.json().getInteger("revision")).isEqualTo(5);
        assertThat(page.json().getBoolean("more")).isFalse();
    }

    @Test
    void aParameterIsItsDecodedName() {
        assertThat(revisions(server.get("/v1/log?%73ince=1&limit=%32"))).containsExactly(2);
        assertThat(revisions(server.get("/v1/log/a?limit=2&si%6Ece=0"))).containsExactly(1);
    }

    @Test
    void aPageNeverCrossesAMultipleOfItsLimit() {
        assertThat(revisions(server.get("/v1/log?since=1&limit=2"))).containsExactly(2);
        assertThat(revisions(server.get("/v1/log?since=2&limit=2"))).containsExactly(3, 4);
        assertThat(revisions(server.get("/v1/log?since=4&limit=2"))).containsExactly(5);
    }

    @Test
    void whoGoesOnFromEachPageMeetsEveryChangeOnce() {
        for (int limit : new int[] {1, 2, 3, 4, 5, 1000}) {
            List<Integer> all = new ArrayList<>();
            boolean more = true;
            int since = 0;
            while (more) {
                Reply page = server.get("/v1/log?limit=" + limit + "&since=" + epoch + ":" + since);
                all.addAll(revisions(page));
                since = page.json().getInteger("revision");
                more = page.json().getBoolean("more");
            }
            assertThat(all).containsExactly(1, 2, 3, 4, 5);
        }
    }

    private static String cached(String query) {
        Reply page = server.get("/v1/log?" + query);
        assertThat(page.header("vary")).isEqualTo("Accept, Accept-Encoding, Origin, Prefer");
        return page.header("cache-control");
    }

    @Test
    void whatCanNeverChangeMayBeKept() {
        assertThat(cached("limit=2&since=" + epoch + ":0")).isEqualTo("public, max-age=3600, immutable");
        assertThat(cached("limit=2&since=" + epoch + ":3")).isEqualTo("public, max-age=3600, immutable");
        assertThat(cached("limit=5&since=" + epoch + ":0")).isEqualTo("public, max-age=3600, immutable");
        assertThat(cached("limit=2&since=0")).isEqualTo("no-store");
        assertThat(cached("limit=100&since=" + epoch + ":0")).isEqualTo("public, max-age=1");
        assertThat(cached("limit=100&since=" + epoch + ":5")).isEqualTo("no-store");
        assertThat(cached("limit=100&since=0")).isEqualTo("no-store");
    }

    @Test
    void aPageThatEndsOnItsMultipleIsNotTheEndEvenAtTheHead() {
        assertThat(server.get("/v1/log?limit=5&since=0").json().getBoolean("more"))
                .isTrue();
        assertThat(server.get("/v1/log?limit=5&since=5").json().getBoolean("more"))
                .isFalse();
    }

    @Test
    void oneResourcesPageTellsHowFarItLooked() {
        Reply page = server.get("/v1/log/a?since=" + epoch + ":0&limit=4");
        Reply nothing = server.get("/v1/log/a?since=" + epoch + ":3");

        assertThat(revisions(page)).containsExactly(1, 3);
        assertThat(page.json().getInteger("revision")).isEqualTo(4);
        assertThat(page.header("cache-control")).contains("immutable");
        assertThat(changes(nothing)).isEmpty();
        assertThat(nothing.json().getInteger("revision")).isEqualTo(5);
        assertThat(nothing.header("cache-control")).isEqualTo("no-store");
        assertThat(server.get("/v1/log/never?since=0").status()).isEqualTo(200);
    }

    @Test
    void fieldsProjectTheFramesResources() {
        JsonObject frame =
                changes(server.get("/v1/log?since=0&limit=1&fields=m")).getJsonObject(0);

        assertThat(frame.getJsonObject("resource").encode()).isEqualTo("{\"id\":\"a\",\"revision\":1,\"m\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "other:1", "other:0", "9223372036854775807"})
    void whatIsNotHereIsGone(String since) {
        Reply reply = server.get("/v1/log?since=" + since);

        assertThat(reply.isProblem(410)).as(reply.toString()).isTrue();
        assertThat(reply.json().getString("epoch")).isEqualTo(epoch);
        assertThat(reply.json().getInteger("floor")).isZero();
        assertThat(reply.json().getInteger("revision")).isEqualTo(5);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=",
                "since=x",
                "since=-1",
                "since=01",
                "since=:1",
                "since=EPOCH:1",
                "since=9223372036854775808",
                "since=0&limit=0",
                "since=0&wait=0",
                "since=0&wait=61",
                "since=0&sort=a",
                "since=0&count=true",
                "since=0&since=0",
                "since=0&after=x",
                "since"
            })
    void aQueryWithoutMeaningIsMalformed(String query) {
        assertThat(server.get("/v1/log?" + query).isProblem(400)).as(query).isTrue();
    }

    @Test
    void aLongPollWaitsForTheFirstChange() {
        CompletableFuture<Reply> byQuery =
                CompletableFuture.supplyAsync(() -> server.get("/v1/polled?since=0&wait=60"));
        CompletableFuture<Reply> byHeader = CompletableFuture.supplyAsync(() -> server.ask("GET", "/v1/polled?since=0")
                .with("Prefer", "wait=60")
                .send());
        CompletableFuture<Reply> other =
                CompletableFuture.supplyAsync(() -> server.get("/v1/polled/b?since=0&wait=60"));

        server.put("/v1/polled/a", "{}");

        assertThat(revisions(byQuery.join())).contains(1);
        assertThat(revisions(byHeader.join())).contains(1);
        assertThat(other).isNotDone();
        server.put("/v1/polled/b", "{}");
        await().until(other::isDone);
        assertThat(revisions(other.join())).containsExactly(2);
    }

    @Test
    void aLongPollEndsWithoutAChangeToo() {
        Reply reply = server.get("/v1/quiet?since=" + epoch + ":0&wait=1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(changes(reply)).isEmpty();
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void aLongPollWithSomethingToTellAnswersAtOnce() {
        assertThat(revisions(server.get("/v1/log?since=4&wait=60"))).containsExactly(5);
    }
}
