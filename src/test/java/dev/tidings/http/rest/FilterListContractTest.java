package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.Catalogue;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters in lists and exports, and what is answered to those that cannot be used. */
class FilterListContractTest {

    private static final String LINES = "application/x-ndjson";

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
        server.put("/v1/orders/1", "{\"status\":\"open\",\"price\":5,\"address\":{\"city\":\"Bonn\"}}");
        server.put("/v1/orders/2", "{\"status\":\"open\",\"price\":10.0,\"note\":\"a b\"}");
        server.put("/v1/orders/3", "{\"status\":\"closed\",\"price\":15,\"tags\":[\"x\",\"y\"]}");
        server.put("/v1/orders/4", "{\"status\":\"open\",\"price\":20,\"note\":\"a+b\"}");
        server.put("/v1/orders/5", "{\"note\":\"€;,\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> ids(Reply page) {
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        return page.json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status==open;price=ge=10 | 2,4",
                "status==open%3Bprice=ge=10 | 2,4",
                "status%3D%3Dopen%3Bprice%3Dge%3D10 | 2,4",
                "status==open,tags==y | 1,2,3,4",
                "price==10 | 2",
                "address.city==B* | 1",
                "status!=open | 3,5",
                "status=ex=false | 5",
                "note=='a+b' | 2",
                "note=='a%2Bb' | 4",
                "note=='%E2%82%AC;,' | 5",
                "id=in=(1,5) | 1,5",
                "price=gt=100 | ''"
            })
    void aListHasWhatMatches(String filter, String expected) {
        assertThat(String.join(",", ids(server.get("/v1/orders?filter=" + filter))))
                .isEqualTo(expected);
    }

    @Test
    void aFilterGoesWithSortFieldsAndCount() {
        Reply page = server.get("/v1/orders?filter=status==open&sort=-price&fields=note&count=true&limit=2");

        assertThat(ids(page)).containsExactly("4", "2");
        assertThat(page.json().getInteger("count")).isEqualTo(3);
        assertThat(page.json().getJsonArray("items").getJsonObject(0).fieldNames())
                .containsExactly("id", "revision", "note");
    }

    @Test
    void theLinkToTheNextPageCarriesTheFilter() {
        String filter = encoded("note=='€;,',status==open;price=lt=99");
        List<String> all = new ArrayList<>();
        String target = "/v1/orders?limit=1&filter=" + filter;
        while (target != null) {
            Reply page = server.get(target);
            all.addAll(ids(page));
            String link = page.header("link");
            assertThat(link == null).isEqualTo(!page.json().containsKey("next"));
            target = link == null ? null : link.substring(1, link.indexOf('>'));
        }

        assertThat(all).containsExactly("1", "2", "4", "5");
    }

    @Test
    void aNextBelongsToItsFilter() {
        String next =
                server.get("/v1/orders?limit=1&filter=status==open").json().getString("next");

        assertThat(ids(server.get("/v1/orders?filter=status==open&after=" + next)))
                .containsExactly("2", "4");
        assertThat(server.get("/v1/orders?filter=status==closed&after=" + next).isProblem(400))
                .isTrue();
        assertThat(server.get("/v1/orders?after=" + next).isProblem(400)).isTrue();
    }

    @Test
    void aPageThatDidNotChangeIsNotSentAgain() {
        Reply page = server.get("/v1/orders?filter=status==open");

        Reply again = server.ask("GET", "/v1/orders?filter=status==open")
                .with("If-None-Match", page.etag())
                .send();

        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void anExportHasTheLinesThatMatch() {
        Reply export = server.ask("GET", "/v1/orders?fields=price&filter=status==open;price=ge=10")
                .with("Accept", LINES)
                .send();

        assertThat(export.text())
                .isEqualTo(
                        "{\"id\":\"2\",\"revision\":2,\"price\":10.0}\n{\"id\":\"4\",\"revision\":4,\"price\":20}\n");
        assertThat(export.receipt()).isEqualTo(5);
        assertThat(server.ask("GET", "/v1/orders?filter=status%3D%3Dopen%3Bprice%3Dge%3D10")
                        .with("Accept", LINES)
                        .send()
                        .text()
                        .lines())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0",
                "status==open;;price==1 | 13",
                "%E2%82%AC==1;;a==b | 5",
                "status=open | 6",
                "(a==b | 5",
                "a==b+c==d | 5",
                "price=ge=(1,2) | 9"
            })
    void anUnusableFilterIsMalformedAndTellsItsPosition(String filter, int position) {
        for (String accept : List.of("application/json", LINES)) {
            Reply reply = server.ask("GET", "/v1/orders?filter=" + filter)
                    .with("Accept", accept)
                    .send();

            assertThat(reply.isProblem(400)).as(reply.toString()).isTrue();
            assertThat(reply.json().getInteger("position")).as(reply.toString()).isEqualTo(position);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders?filter=a==1&filter=a==1",
                "/v1/orders?filter=a==1&f%69lter=b==1",
                "/v1/orders?since=0&filter=a==1&filter=a==1",
                "/v1/orders/1?filter=price==5",
                "/v1?filter=name==orders"
            })
    void aFilterThatIsGivenTwiceOrHasNoMeaningIsMalformed(String target) {
        Reply reply = server.get(target);

        assertThat(reply.isProblem(400)).as(reply.toString()).isTrue();
        assertThat(reply.json().getString("detail")).contains("filter");
    }

    @Test
    void theSyntaxIsJudgedBeforeTheCollection() {
        try (RestServer strict = RestServer.start(new Catalogue(false, Map.of()), RestOptions.DEFAULT)) {
            assertThat(strict.get("/v1/unknown?filter=a=").isProblem(400)).isTrue();
            assertThat(strict.get("/v1/unknown?since=0&filter=a=").isProblem(400))
                    .isTrue();
            assertThat(strict.get("/v1/unknown?filter=a==1").isProblem(404)).isTrue();
        }
    }

    @Test
    void aFilterOf2KiBIsTakenHoweverItIsEncodedAndALongerOneIsMalformed() {
        String longest = "note==" + "€".repeat(680) + "ab"; // 2,048 bytes, each three characters in the target

        assertThat(ids(server.get("/v1/orders?filter=" + encoded(longest)))).isEmpty();
        Reply longer = server.get("/v1/orders?filter=" + encoded(longest + "c"));
        assertThat(longer.isProblem(400)).as(longer.toString()).isTrue();
        assertThat(longer.json().containsKey("position")).isTrue();
        assertThat(server.get("/v1/orders?filter=" + encoded(longest + "€".repeat(300)))
                        .isProblem(414))
                .isTrue();
    }
}
