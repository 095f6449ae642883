package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters over pages of changes. */
class FilterChangesContractTest {

    private static final String BIG = "filter=n=gt=5";

    private static RestServer server;
    private static String epoch;

    @BeforeAll
    static void start() {
        server = RestServer.start();
        epoch = server.store().epoch();
        server.put("/v1/log/a", "{\"n\":1}");
        server.put("/v1/log/b", "{\"n\":9}");
        server.put("/v1/log/a", "{\"n\":7,\"m\":1}");
        server.put("/v1/log/a", "{\"n\":8,\"m\":1}");
        server.put("/v1/log/b", "{\"n\":2}");
        server.delete("/v1/log/b");
        server.delete("/v1/log/a");
        server.put("/v1/log/c", "{\"n\":1}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Type, revision and id of each frame. */
    private static List<String> frames(Reply page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.json().getJsonArray("changes").stream()
                .map(frame -> (JsonObject) frame)
                .map(frame -> frame.getString("type") + " " + frame.getLong("revision") + " " + frame.getString("id"))
                .toList();
    }

    @Test
    void aPageTellsWhatEnteredAndLeftAndNothingOfWhatNeverMatched() {
        Reply page = server.get("/v1/log?since=0&" + BIG);

        assertThat(frames(page))
                .containsExactly("created 2 b", "entered 3 a", "updated 4 a", "left 5 b", "deleted 7 a");
        assertThat(page.json().getLong("revision")).isEqualTo(8);
        assertThat(page.json().getBoolean("more")).isFalse();
    }

    @Test
    void whatLeftHasNoContentAndWhatWasDeletedItsLastState() {
        Reply page = server.get("/v1/log?since=4&" + BIG);

        assertThat(page.text())
                .matches("\\{\"changes\":\\[\\{\"type\":\"left\",\"revision\":5,\"time\":\"[^\"]+\",\"id\":\"b\","
                        + "\"reason\":\"changed\"},\\{\"type\":\"deleted\",\"revision\":7,.*\"n\":8,\"m\":1}}],.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=gt=5;m==1", "n=gt=5%3Bm==1", "n%3Dgt%3D5%3Bm%3D%3D1"})
    void aSemicolonIsPartOfTheFilter(String filter) {
        assertThat(frames(server.get("/v1/log?since=0&filter=" + filter)))
                .containsExactly("entered 3 a", "updated 4 a", "deleted 7 a");
    }

    @Test
    void fieldsSelectNoFrames() {
        Reply page = server.get("/v1/log?since=2&limit=2&fields=m&" + BIG);

        assertThat(frames(page)).containsExactly("entered 3 a", "updated 4 a");
        assertThat(page.json().getJsonArray("changes").getJsonObject(1).getJsonObject("resource"))
                .isEqualTo(new JsonObject("{\"id\":\"a\",\"revision\":4,\"m\":1}"));
    }

    @Test
    void aFilterHoldsForOneResourceToo() {
        assertThat(frames(server.get("/v1/log/a?since=0&" + BIG)))
                .containsExactly("entered 3 a", "updated 4 a", "deleted 7 a");
        assertThat(frames(server.get("/v1/log/c?since=0&" + BIG))).isEmpty();
    }

    @Test
    void aPageMayBeEmptyAndNotTheEnd() {
        Reply page = server.get("/v1/log?since=" + epoch + ":5&limit=2&" + BIG + ";id==b");

        assertThat(frames(page)).isEmpty();
        assertThat(page.json().getLong("revision")).isEqualTo(6);
        assertThat(page.json().getBoolean("more")).isTrue();
        assertThat(page.header("cache-control")).isEqualTo("public, max-age=3600, immutable");
    }

    @Test
    void anEmptyPageShortOfItsMultipleIsNotKept() {
        Reply page = server.get("/v1/log?since=" + epoch + ":7&limit=100&" + BIG);

        assertThat(frames(page)).isEmpty();
        assertThat(page.json().getLong("revision")).isEqualTo(8);
        assertThat(page.json().getBoolean("more")).isFalse();
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(server.get("/v1/log?since=" + epoch + ":0&" + BIG).header("cache-control"))
                .isEqualTo("public, max-age=1");
    }

    @Test
    void anUnusableFilterTellsItsPosition() {
        Reply reply = server.get("/v1/log?since=0&filter=a==1;;");

        assertThat(reply.isProblem(400)).isTrue();
        assertThat(reply.json().getInteger("position")).isEqualTo(5);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void aLongPollWaitsUntilSomethingIsSelected() {
        CompletableFuture<Reply> poll =
                CompletableFuture.supplyAsync(() -> server.get("/v1/polled?since=0&wait=60&" + BIG));
        for (int i = 1; i <= 40; i++) {
            server.put("/v1/polled/a", "{\"n\":1,\"m\":" + i + "}");
        }
        assertThat(poll).isNotDone();

        server.put("/v1/polled/a", "{\"n\":6}");

        assertThat(frames(poll.join())).containsExactly("entered 41 a");
    }

    @Test
    void aLongPollEndsWhereItsPageReachesItsMultiple() {
        CompletableFuture<Reply> poll =
                CompletableFuture.supplyAsync(() -> server.get("/v1/multiple?since=0&limit=3&wait=60&" + BIG));
        for (int i = 1; i <= 3; i++) {
            assertThat(poll).isNotDone();
            server.put("/v1/multiple/a", "{\"n\":" + i + "}");
        }

        Reply page = poll.join();

        assertThat(frames(page)).isEmpty();
        assertThat(page.json().getLong("revision")).isEqualTo(3);
        assertThat(page.json().getBoolean("more")).isTrue();
    }

    @Test
    void aLongPollWhoseTimeIsUpTellsHowFarItLooked() {
        server.put("/v1/late/a", "{\"n\":1}");

        Reply page = server.get("/v1/late?since=0&wait=1&" + BIG);

        assertThat(frames(page)).isEmpty();
        assertThat(page.json().getLong("revision")).isEqualTo(1);
        assertThat(page.json().getBoolean("more")).isFalse();
    }
}
