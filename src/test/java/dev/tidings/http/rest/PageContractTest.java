package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageContractTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
        for (int i = 0; i < 7; i++) {
            server.put("/v1/items/i" + i, "{\"rank\":" + (7 - i) / 2 + ",\"deep\":{\"n\":" + i + "}}");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> ids(Reply page) {
        return page.json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    /** All pages, found as a client finds them: by their links. */
    private static List<String> walk(String target) {
        List<String> ids = new ArrayList<>();
        String next = target;
        while (next != null) {
            Reply page = server.get(next);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            ids.addAll(ids(page));
            String link = page.header("link");
            assertThat(link == null).isEqualTo(!page.json().containsKey("next"));
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        return ids;
    }

    @Test
    void aPageTellsItsItemsEpochAndRevision() {
        Reply page = server.get("/v1/items");

        assertThat(page.json().fieldNames()).containsExactly("items", "epoch", "revision");
        assertThat(page.json().getLong("revision")).isEqualTo(7);
        assertThat(ids(page)).containsExactly("i0", "i1", "i2", "i3", "i4", "i5", "i6");
        assertThat(page.header("cache-control")).isEqualTo("no-cache");
        assertThat(page.header("vary")).contains("Accept", "Accept-Encoding", "Origin");
    }

    @Test
    void pagesFollowEachOther() {
        assertThat(walk("/v1/items?limit=3")).containsExactly("i0", "i1", "i2", "i3", "i4", "i5", "i6");
        assertThat(walk("/v1/items?limit=2&sort=rank,-deep.n"))
                .containsExactly("i6", "i5", "i4", "i3", "i2", "i1", "i0");
        assertThat(walk("/v1/items?limit=4&sort=-rank&fields=rank"))
                .containsExactly("i0", "i1", "i2", "i3", "i4", "i5", "i6");
    }

    @Test
    void aNextIsTheAfterOfTheNextPage() {
        String next = server.get("/v1/items?limit=3").json().getString("next");

        assertThat(ids(server.get("/v1/items?limit=2&after=" + next))).containsExactly("i3", "i4");
    }

    @Test
    void aCountIsOfAll() {
        assertThat(server.get("/v1/items?limit=1&count=true").json().getInteger("count"))
                .isEqualTo(7);
        assertThat(server.get("/v1/items?count=false").json().containsKey("count"))
                .isFalse();
    }

    @Test
    void fieldsProject() {
        assertThat(server.get("/v1/items?limit=1&fields=deep.n").text())
                .startsWith("{\"items\":[{\"id\":\"i0\",\"revision\":1,\"deep\":{\"n\":0}}],");
    }

    @Test
    void aCollectionThatNobodyWroteToIsEmpty() {
        JsonObject page = server.get("/v1/nobody?count=true").json();

        assertThat(page.getJsonArray("items")).isEmpty();
        assertThat(page.getLong("revision")).isZero();
        assertThat(page.getLong("count")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=x",
                "limit=01",
                "limit=",
                "sort=",
                "sort=a,,b",
                "sort=a,b,c,d,e",
                "sort=-",
                "fields=",
                "fields=a.",
                "count=yes",
                "count=",
                "after=nonsense",
                "bogus=1",
                "wait=3",
                "snapshot=true",
                "mode=latest",
                "limit=1&limit=1",
                "%6cimit=1&limit=1",
                "a%zz=1",
                "limit=%ff",
                "offset=3",
                "sort=.."
            })
    void aQueryWithoutMeaningIsMalformed(String query) {
        assertThat(server.get("/v1/items?" + query).isProblem(400)).as(query).isTrue();
    }

    @Test
    void anUnknownParameterIsNamed() {
        assertThat(server.get("/v1/items?limit=1&%62ogus=1").json().getString("detail"))
                .contains("bogus");
    }

    @Test
    void theIndexTellsOfEveryCollection() {
        server.put("/v1/another/a", "{}");
        server.delete("/v1/another/a");

        JsonObject index = server.get("/v1").json();

        assertThat(index.getString("epoch")).isEqualTo(server.store().epoch());
        assertThat(index.getJsonArray("collections").getList().toString())
                .contains("{name=another, revision=2, count=0}", "{name=items, revision=7, count=7}");
        assertThat(server.get("/v1?x=1").isProblem(400)).isTrue();
    }
}
