package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One resource at a time: create, replace, patch, delete, read. */
class ResourceContractTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPostCreatesAndSaysWhere() {
        Reply reply = server.post("/v1/posted", "{\"a\":1}");

        assertThat(reply.status()).isEqualTo(201);
        String id = reply.json().getString("id");
        assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reply.header("location")).isEqualTo("/v1/posted/" + id);
        assertThat(reply.etag()).matches("\"[a-z0-9]{1,16}\\.1\"");
        assertThat(reply.header("tidings-revision")).matches("[a-z0-9]{1,16}:1");
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(server.get(reply.header("location")).text()).isEqualTo(reply.text());
    }

    @Test
    void aPostTakesTheBodysId() {
        assertThat(server.post("/v1/named", "{\"id\":\"x~1\"}").header("location"))
                .isEqualTo("/v1/named/x~1");
        assertThat(server.post("/v1/named", "{\"id\":\"x~1\"}").isProblem(409)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "\"\"", "\"a b\"", "\"..\"", "\"\\u002e\"", "{}"})
    void anIdThatIsNoneIsInvalid(String id) {
        Reply reply = server.post("/v1/badids", "{\"id\":" + id + "}");

        assertThat(reply.isProblem(422)).as(reply.toString()).isTrue();
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/id");
        assertThat(server.put("/v1/badids/a", "{\"id\":" + id + "}").isProblem(422))
                .isTrue();
    }

    @Test
    void aPutCreatesThenReplaces() {
        Reply created = server.put("/v1/puts/a", "{\"n\":1}");
        Reply replaced = server.put("/v1/puts/a", "{\"n\":2}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.receipt()).isEqualTo(created.receipt() + 1);
        assertThat(replaced.json().getInteger("n")).isEqualTo(2);
        assertThat(replaced.json().getString("createdAt"))
                .isEqualTo(created.json().getString("createdAt"));
    }

    @Test
    void theManagedMembersComeFirstAndTheOwnOnesAsTheyWereSent() {
        String own = "\"z\":1.10,\"b\":[1e400,-0,123456789012345678901234567890],\"a\":\"\\u00e9\\/\"";
        String sent = "{ \"revision\" : 99, \"z\" :1.10, \"b\":[1e400, -0,\n123456789012345678901234567890],"
                + "\"createdAt\":7, \"a\":\"\\u00e9\\/\", \"updatedAt\":null,\"i\\u0064\":\"a\"}";

        String text = server.put("/v1/text/a", sent).text();

        assertThat(text)
                .matches("\\{\"id\":\"a\",\"revision\":1,"
                        + "\"createdAt\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\","
                        + "\"updatedAt\":\"[^\"]+Z\",.*")
                .endsWith("," + own + "}");
        assertThat(server.get("/v1/text/a").text()).isEqualTo(text);
        assertThat(server.put("/v1/text/a", text).status()).isEqualTo(200);
    }

    @Test
    void aWriteThatChangesNothingMakesNoRevision() {
        Reply first = server.put("/v1/same/a", "{\"a\":1,\"b\":[1,2]}");

        Reply put = server.put("/v1/same/a", "{ \"a\": 1, \"b\": [1, 2] }");
        Reply patch = server.merge("/v1/same/a", "{\"a\":1}");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.etag()).isEqualTo(first.etag());
        assertThat(put.receipt()).isEqualTo(first.receipt());
        assertThat(patch.status()).isEqualTo(200);
        assertThat(patch.text()).isEqualTo(first.text());
        assertThat(server.put("/v1/same/a", "{\"a\":1.0,\"b\":[1,2]}").receipt())
                .isEqualTo(first.receipt() + 1);
    }

    @Test
    void aPatchLeavesWhatItDoesNotTouch() {
        server.put("/v1/patched/a", "{\"price\":1.10,\"gone\":1,\"deep\":{\"x\":1e400,\"y\":2}}");

        String merged = server.merge("/v1/patched/a", "{\"gone\":null,\"deep\":{\"y\":3},\"revision\":5}")
                .text();
        String patched = server.patch(
                        "/v1/patched/a",
                        "[{\"op\":\"test\",\"path\":\"/id\",\"value\":\"a\"},"
                                + "{\"op\":\"replace\",\"path\":\"/revision\",\"value\":77},"
                                + "{\"op\":\"remove\",\"path\":\"/createdAt\"},"
                                + "{\"op\":\"add\",\"path\":\"/new\",\"value\":[]}]")
                .text();

        assertThat(merged).contains("\"revision\":2,").endsWith(",\"price\":1.10,\"deep\":{\"x\":1e400,\"y\":3}}");
        assertThat(patched)
                .contains("\"revision\":3,")
                .endsWith(",\"price\":1.10,\"deep\":{\"x\":1e400,\"y\":3},\"new\":[]}");
    }

    @Test
    void plainJsonIsAMergePatch() {
        server.put("/v1/patched/plain", "{\"a\":1,\"b\":1}");

        Reply reply =
                server.ask("PATCH", "/v1/patched/plain").json("{\"a\":null}").send();

        assertThat(reply.text()).endsWith(",\"b\":1}").doesNotContain("\"a\"");
    }

    @Test
    void aPatchIsRefusedByWhatIsWrongWithIt() {
        server.put("/v1/refused/a", "{\"a\":1}");

        assertThat(server.merge("/v1/refused/none", "{}").isProblem(404)).isTrue();
        assertThat(server.merge("/v1/refused/a", "[]").isProblem(400)).isTrue();
        assertThat(server.patch("/v1/refused/a", "{}").isProblem(400)).isTrue();
        assertThat(server.patch("/v1/refused/a", "[{\"op\":\"no\"}]").isProblem(400))
                .isTrue();
        assertThat(server.patch("/v1/refused/a", "[{\"op\":\"test\",\"path\":\"/a\",\"value\":2}]")
                        .isProblem(409))
                .isTrue();
        assertThat(server.patch("/v1/refused/a", "[{\"op\":\"test\",\"path\":\"/b\",\"value\":null}]")
                        .isProblem(409))
                .isTrue();
        assertThat(server.patch("/v1/refused/a", "[{\"op\":\"remove\",\"path\":\"/b\"}]")
                        .isProblem(422))
                .isTrue();
        assertThat(server.patch("/v1/refused/a", "[{\"op\":\"replace\",\"path\":\"\",\"value\":1}]")
                        .isProblem(422))
                .isTrue();
        assertThat(server.get("/v1/refused/a").json().getLong("revision")).isEqualTo(1);
    }

    @Test
    void noWriteChangesTheId() {
        server.put("/v1/ids/a", "{}");

        assertThat(server.put("/v1/ids/a", "{\"id\":\"b\"}").isProblem(422)).isTrue();
        assertThat(server.merge("/v1/ids/a", "{\"id\":\"b\"}").isProblem(422)).isTrue();
        assertThat(server.merge("/v1/ids/a", "{\"id\":null}").isProblem(422)).isTrue();
        assertThat(server.patch("/v1/ids/a", "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"b\"}]")
                        .isProblem(422))
                .isTrue();
        assertThat(server.patch("/v1/ids/a", "[{\"op\":\"remove\",\"path\":\"/id\"}]")
                        .isProblem(422))
                .isTrue();
    }

    @Test
    void namesThatBeginWithADollarAreKeptForLater() {
        server.put("/v1/dollars/a", "{}");

        assertThat(server.put("/v1/dollars/a", "{\"$x\":1}").isProblem(422)).isTrue();
        assertThat(server.put("/v1/dollars/a", "{\"\\u0024x\":1}").isProblem(422))
                .isTrue();
        assertThat(server.post("/v1/dollars", "{\"$\":1}").isProblem(422)).isTrue();
        assertThat(server.merge("/v1/dollars/a", "{\"$x\":1}").isProblem(422)).isTrue();
        assertThat(server.patch("/v1/dollars/a", "[{\"op\":\"add\",\"path\":\"/$x\",\"value\":1}]")
                        .isProblem(422))
                .isTrue();
        assertThat(server.put("/v1/dollars/a", "{\"deep\":{\"$x\":1}}").status())
                .isEqualTo(200);
    }

    @Test
    void aDeleteLeavesNothingButAReceipt() {
        server.put("/v1/deleted/a", "{}");

        Reply reply = server.delete("/v1/deleted/a");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.receipt()).isEqualTo(2);
        assertThat(reply.header("etag")).isNull();
        assertThat(server.get("/v1/deleted/a").isProblem(404)).isTrue();
        assertThat(server.delete("/v1/deleted/a").isProblem(404)).isTrue();
        assertThat(server.put("/v1/deleted/a", "{}").receipt()).isEqualTo(3);
    }

    @Test
    void whoWantsLittleGetsNoBody() {
        Reply created = minimal("PUT", "/v1/minimal/a", "{}");
        Reply replaced = minimal("PUT", "/v1/minimal/a", "{\"a\":1}");
        Reply posted = minimal("POST", "/v1/minimal", "{\"id\":\"b\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(replaced.status()).isEqualTo(204);
        assertThat(replaced.etag()).endsWith(".2\"");
        assertThat(replaced.receipt()).isEqualTo(2);
        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.header("location")).isEqualTo("/v1/minimal/b");
        assertThat(posted.text()).isEmpty();
        assertThat(posted.header("preference-applied")).isEqualTo("return=minimal");
    }

    private static Reply minimal(String method, String target, String json) {
        return server.ask(method, target)
                .with("Prefer", "return=minimal")
                .json(json)
                .send();
    }

    @Test
    void aHeadHasTheHeadersOfAGet() {
        server.put("/v1/heads/a", "{\"a\":1}");

        for (String target : new String[] {"/v1", "/v1/heads", "/v1/heads/a", "/v1/heads?since=0", "/v1/none/x"}) {
            Reply get = server.get(target);
            Reply head = server.ask("HEAD", target).send();
            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.headers()).isEqualTo(get.headers());
        }
    }

    @Test
    void fieldsNarrowOneResourceToo() {
        server.put("/v1/fields/a", "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");

        assertThat(server.get("/v1/fields/a?fields=b.d").text())
                .isEqualTo("{\"id\":\"a\",\"revision\":1,\"b\":{\"d\":3}}");
        assertThat(server.get("/v1/fields/a?fields=").isProblem(400)).isTrue();
        assertThat(server.get("/v1/fields/a?fields=a..b").isProblem(400)).isTrue();
        assertThat(server.get("/v1/fields/a?filter=a==1").isProblem(400)).isTrue();
    }

    @Test
    void whatIsNoResourceIsMalformed() {
        for (String body :
                new String[] {"", "[]", "1", "null", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "{}x"}) {
            assertThat(server.put("/v1/malformed/a", body).isProblem(400))
                    .as(body)
                    .isTrue();
        }
        assertThat(server.put("/v1/malformed/a", nested(64)).status()).isEqualTo(201);
        assertThat(server.put("/v1/malformed/b", nested(65)).isProblem(400)).isTrue();
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }
}
