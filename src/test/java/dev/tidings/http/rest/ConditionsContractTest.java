package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.EntityTags;
import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.CollectionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConditionsContractTest {

    private static RestServer server;
    private static int made;

    private String target;
    private String old;
    private String tag;

    @BeforeAll
    static void start() {
        server = RestServer.start("strict", new CollectionOptions(true, null));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeAResourceAtItsSecondRevision() {
        target = "/v1/things/r" + made++;
        old = server.put(target, "{\"n\":1}").etag();
        tag = server.put(target, "{\"n\":2}").etag();
    }

    private Reply put(String header, String value) {
        return server.ask("PUT", target).with(header, value).json("{\"n\":3}").send();
    }

    private Reply get(String header, String value) {
        return server.ask("GET", target).with(header, value).send();
    }

    @Test
    void ifMatchLetsOnlyTheStateThroughThatItNames() {
        assertThat(put("If-Match", old).isProblem(412)).isTrue();
        assertThat(put("If-Match", "W/" + tag).isProblem(412)).isTrue();
        assertThat(put("If-Match", old + ", " + tag).status()).isEqualTo(200);
        assertThat(put("If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void aContentCodingsSuffixIsIgnored() {
        String coded = EntityTags.coded(tag, "gzip");

        assertThat(get("If-None-Match", coded).status()).isEqualTo(304);
        assertThat(put("If-Match", coded).status()).isEqualTo(200);
        assertThat(put("If-Match", EntityTags.coded(tag, "other")).status()).isEqualTo(412);
    }

    @Test
    void whatIsNoTagIsMalformed() {
        for (String broken :
                new String[] {"k3f9.7", "\"a", "a\"", "\"a\" \"b\"", "*, \"a\"", "\"a\",x", "", ",", "w/\"a\""}) {
            assertThat(put("If-Match", broken).isProblem(400)).as(broken).isTrue();
            assertThat(put("If-None-Match", broken).isProblem(400)).as(broken).isTrue();
        }
    }

    @Test
    void emptyListElementsAreAllowed() {
        assertThat(put("If-Match", ", " + tag + " ,,").status()).isEqualTo(200);
    }

    @Test
    void ifNoneMatchKeepsFromOverwriting() {
        assertThat(put("If-None-Match", "*").isProblem(412)).isTrue();
        assertThat(put("If-None-Match", tag).isProblem(412)).isTrue();
        assertThat(put("If-None-Match", "W/" + tag).isProblem(412)).isTrue();
        assertThat(put("If-None-Match", old).status()).isEqualTo(200);
        assertThat(server.ask("PUT", target + "-new")
                        .with("If-None-Match", "*")
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nothingMatchesWhereThereIsNothing() {
        String nothing = target + "-nothing";

        assertThat(server.ask("PUT", nothing)
                        .with("If-Match", "*")
                        .json("{}")
                        .send()
                        .isProblem(412))
                .isTrue();
        assertThat(server.ask("DELETE", nothing).with("If-Match", tag).send().isProblem(404))
                .isTrue();
        assertThat(server.ask("PATCH", nothing)
                        .with("If-Match", tag)
                        .json("{}")
                        .send()
                        .isProblem(404))
                .isTrue();
    }

    @Test
    void aPatchOrDeleteOfAnotherStateIsRefused() {
        assertThat(server.ask("PATCH", target)
                        .with("If-Match", old)
                        .json("{\"$bad\":1}")
                        .send()
                        .isProblem(412))
                .isTrue();
        assertThat(server.ask("DELETE", target).with("If-Match", old).send().isProblem(412))
                .isTrue();
        assertThat(server.ask("DELETE", target).with("If-Match", tag).send().status())
                .isEqualTo(204);
    }

    @Test
    void aReaderWhoHasTheStateGetsNoBody() {
        Reply known = get("If-None-Match", "\"x\", W/" + tag);

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.etag()).isEqualTo(tag);
        assertThat(known.header("cache-control")).isEqualTo("no-cache");
        assertThat(known.header("vary")).contains("Accept-Encoding");
        assertThat(known.bytes()).isEmpty();
        assertThat(get("If-None-Match", old).status()).isEqualTo(200);
        assertThat(get("If-None-Match", "*").status()).isEqualTo(304);
        assertThat(get("If-Match", old).isProblem(412)).isTrue();
        assertThat(get("If-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void aPageHasTheTagOfItsCollection() {
        Reply page = server.get("/v1/things");

        Reply known = server.ask("GET", "/v1/things")
                .with("If-None-Match", page.etag())
                .send();

        assertThat(page.etag())
                .isEqualTo("\"" + page.json().getString("epoch") + "."
                        + page.json().getLong("revision") + "\"");
        assertThat(known.status()).isEqualTo(304);
        server.put(target, "{\"n\":9}");
        assertThat(server.ask("GET", "/v1/things")
                        .with("If-None-Match", page.etag())
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void conditionsAreIgnoredOnAPostToACollection() {
        assertThat(server.ask("POST", "/v1/things")
                        .with("If-Match", "nonsense")
                        .with("If-None-Match", "*")
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aStrictCollectionWantsIfMatchForWhatExists() {
        String etag = server.put("/v1/strict/a", "{}").etag();

        assertThat(server.put("/v1/strict/a", "{\"a\":1}").isProblem(428)).isTrue();
        assertThat(server.merge("/v1/strict/a", "{\"a\":1}").isProblem(428)).isTrue();
        assertThat(server.delete("/v1/strict/a").isProblem(428)).isTrue();
        assertThat(server.delete("/v1/strict/none").isProblem(404)).isTrue();
        assertThat(server.ask("PUT", "/v1/strict/a")
                        .with("If-None-Match", "*")
                        .json("{}")
                        .send()
                        .isProblem(428))
                .isTrue();
        assertThat(server.ask("PUT", "/v1/strict/a")
                        .with("If-Match", etag)
                        .json("{\"a\":1}")
                        .send()
                        .status())
                .isEqualTo(200);
    }
}
