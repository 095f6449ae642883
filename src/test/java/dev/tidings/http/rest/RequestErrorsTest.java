package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request itself, and what of several things is answered. */
class RequestErrorsTest {

    private static final int MIB = 1024 * 1024;

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
        server.put("/v1/c/a", "{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/v2, 404",
        "/v1x, 404",
        "/V1, 404",
        "/v1/c/a/b, 404",
        "/nothing, 404",
        "/v1/, 400",
        "/v1/c/, 400",
        "/v1/C, 400",
        "/v1/_c, 400",
        "/v1/1c, 400",
        "/v1/c%, 400",
        "/v1/c%zz, 400",
        "/v1/c/%ff, 400",
        "/v1/c/%2e%2e, 400",
        "/v1/c/.., 400",
        "/v1/c/., 400",
        "/v1/c/a%2fb, 400",
        "/v1/c/a%20b, 400",
        "/v1/c/a+b, 400",
        "/v1/../v1, 400",
        "/%zz, 400",
        "//v1/c, 404",
        "/v1/c/%61, 200",
        "/v1/%63, 200",
        "/v1/c;x=1, 400"
    })
    void aPathIsReadStrictly(String path, int status) {
        Reply reply = server.get(path);

        assertThat(reply.status() == 200 ? status == 200 : reply.isProblem(status))
                .as(reply.toString())
                .isTrue();
    }

    @Test
    void longNamesHaveTheirBounds() {
        assertThat(server.put("/v1/c/" + "x".repeat(128), "{}").status()).isEqualTo(201);
        assertThat(server.put("/v1/c/" + "x".repeat(129), "{}").isProblem(400)).isTrue();
        assertThat(server.put("/v1/" + "x".repeat(63) + "/a", "{}").status()).isEqualTo(201);
        assertThat(server.put("/v1/" + "x".repeat(64) + "/a", "{}").isProblem(400))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /v1 | GET, HEAD, POST, OPTIONS",
                "DELETE | /v1/c | GET, HEAD, POST, OPTIONS",
                "PATCH | /v1/c | GET, HEAD, POST, OPTIONS",
                "POST | /v1/c/a | GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
                "TRACE | /v1/c/a | GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
                "BREW | /v1 | GET, HEAD, POST, OPTIONS",
                "POST | / | GET, HEAD, OPTIONS",
            })
    void aMethodThatAPathDoesNotHaveIsToldWhichItHas(String method, String path, String allow) {
        Reply reply = server.ask(method, path).send();

        assertThat(reply.isProblem(405)).as(reply.toString()).isTrue();
        assertThat(reply.header("allow")).isEqualTo(allow);
        Reply options = server.ask("OPTIONS", path).send();
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo(allow);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1 | accept-post | application/json",
                "/v1/c | accept-post | application/json, application/x-ndjson",
                "/v1/c/a | accept-patch | application/merge-patch+json, application/json-patch+json, application/json"
            })
    void optionsTellWhatABodyMayBe(String path, String header, String types) {
        assertThat(server.ask("OPTIONS", path).send().header(header)).isEqualTo(types);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | 406",
                "application/json;q=0 | 406",
                "*/*;q=0 | 406",
                "application/xml, text/* | 406",
                "application/problem+json | 406",
                "*/* | 200",
                ", | 200",
                "application/* | 200",
                "application/json | 200",
                "APPLICATION/JSON;charset=utf-8;q=0.1 | 200",
                "text/html, application/xhtml+xml, */*;q=0.8 | 200",
                "text/html, */*;q=0.001 | 200"
            })
    void whoTakesNoJsonGetsNone(String accept, int status) {
        for (String target : new String[] {"/v1", "/v1/c", "/v1/c/a", "/v1/c?since=0"}) {
            Reply reply = server.ask("GET", target).with("Accept", accept).send();
            assertThat(reply.status() == 200 ? status == 200 : reply.isProblem(status))
                    .as(reply.toString())
                    .isTrue();
        }
        assertThat(server.ask("PUT", "/v1/c/a")
                        .with("Accept", accept)
                        .json("{}")
                        .send()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void whoTakesAnythingButJsonGetsLinesWhereThereAre() {
        String accept = "application/json;q=0, */*";

        assertThat(server.ask("GET", "/v1/c/a").with("Accept", accept).send().isProblem(406))
                .isTrue();
        assertThat(server.ask("GET", "/v1/c").with("Accept", accept).send().header("content-type"))
                .isEqualTo("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json;charset=latin1",
                "application/ld+json",
                "nonsense",
                "",
                "application/merge-patch+json"
            })
    void aBodyOfAnotherTypeIsNotRead(String type) {
        Reply put = server.ask("PUT", "/v1/c/a").body(type, "{}").send();
        Reply post = server.ask("POST", "/v1/c").body(type, "{}").send();

        assertThat(put.isProblem(415)).as(put.toString()).isTrue();
        assertThat(post.isProblem(415)).isTrue();
        assertThat(post.header("accept-post")).isEqualTo("application/json, application/x-ndjson");
        assertThat(post.header("accept-encoding")).as("it was not for a coding").isNull();
        assertThat(server.ask("POST", "/v1").body(type, "{}").send().header("accept-post"))
                .isEqualTo("application/json");
    }

    @Test
    void aBodyWithoutATypeOrWithACodingIsNotRead() {
        assertThat(server.ask("PUT", "/v1/c/a").send().isProblem(415)).isTrue();
        Reply coded = server.ask("PUT", "/v1/c/a")
                .with("Content-Encoding", "gzip")
                .json("{}")
                .send();
        assertThat(coded.isProblem(415)).isTrue();
        assertThat(coded.header("accept-encoding")).isEqualTo("identity");
        assertThat(server.ask("POST", "/v1/c")
                        .with("Content-Encoding", "identity")
                        .body("application/x-ndjson", "{}")
                        .send()
                        .isProblem(415))
                .isTrue();
        assertThat(server.ask("PUT", "/v1/c/a")
                        .body("Application/JSON ; charset=\"UTF-8\"", "{}")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPatchOfAnotherTypeIsToldWhichThereAre() {
        Reply reply = server.ask("PATCH", "/v1/c/a").body("text/plain", "{}").send();

        assertThat(reply.isProblem(415)).isTrue();
        assertThat(reply.header("accept-patch"))
                .isEqualTo("application/merge-patch+json, application/json-patch+json, application/json");
    }

    @Test
    void theServerAsAWholeSaysWhatItCanDo() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(RawConnection.head("OPTIONS *"));
            Reply whole = wire.read(false);

            assertThat(whole.status()).isEqualTo(204);
            assertThat(whole.header("allow")).isEqualTo("GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE");
            assertThat(whole.header("connection")).isEqualTo("close");
            assertThatThrownBy(wire::line).hasMessage("the connection is closed");
        }
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send("OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            assertThat(wire.read(false).isProblem(421)).isTrue();
        }
    }

    @Test
    void aTargetIsAPathOrAWholeUri() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(RawConnection.head("GET *"));
            assertThat(wire.read(false).status()).isEqualTo(404);
            wire.send(RawConnection.head("GET http://localhost/v1/c/a"));
            assertThat(wire.read(false).status()).isEqualTo(200);
        }
    }

    @Test
    void aTargetOrHeadersTooLongAreRefusedWithAProblem() {
        String parameter = "/v1/c?fields=" + "x".repeat(8192 - 13);

        assertThat(server.get(parameter).status()).isEqualTo(200);
        assertThat(server.get(parameter + "x").isProblem(414)).isTrue();
        assertThat(server.get(parameter + "x".repeat(20_000)).isProblem(414)).isTrue();
        assertThat(server.ask("GET", "/v1/c")
                        .with("X-Much", "x".repeat(20_000))
                        .send()
                        .isProblem(431))
                .isTrue();
    }

    @Test
    void whatIsNoHttpIsRefusedWithAProblem() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send("GET /v1 HTTP/1.1\r\nHost: localhost\r\nbroken header\r\n\r\n");
            assertThat(wire.read(false).isProblem(400)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: x",
                "Host: localhost\r\nHost: localhost",
                "Host: localhost, localhost",
                "Host: localhost\r\n folded: x"
            })
    void aRequestNamesItsHostOnce(String hosts) throws IOException {
        for (String more : new String[] {"", "Origin: " + RestServer.ALLOWED_ORIGIN + "\r\n"}) {
            try (RawConnection wire = new RawConnection(server.port())) {
                wire.send("GET /v1 HTTP/1.1\r\n" + more + hosts + "\r\n\r\n");
                Reply reply = wire.read(false);
                assertThat(reply.isProblem(400)).as(reply.toString()).isTrue();
            }
        }
    }

    @Test
    void whatIsWrongFirstIsAnswered() {
        String tooLong = "x".repeat(2 * MIB);

        Ask everything = server.ask("FOO", "/v1/C?x=1").with("Origin", "https://evil.example");
        assertThat(everything.with("Accept", "text/html").json(tooLong).send().status())
                .isEqualTo(400);
        assertThat(wrong("FOO", "/v1/c/a?x=1", "https://evil.example", "text/html", "text/html", tooLong))
                .isEqualTo(405);
        assertThat(wrong("PUT", "/v1/c/a?x=1", "https://evil.example", "text/html", "text/html", tooLong))
                .isEqualTo(403);
        assertThat(wrong("PUT", "/v1/c/a?x=1", RestServer.ALLOWED_ORIGIN, "text/html", "text/html", tooLong))
                .isEqualTo(415);
        assertThat(wrong("PUT", "/v1/c/a?x=1", RestServer.ALLOWED_ORIGIN, "application/json", "text/html", tooLong))
                .isEqualTo(406);
        assertThat(wrong("PUT", "/v1/c/a?x=1", RestServer.ALLOWED_ORIGIN, "application/json", "*/*", tooLong))
                .isEqualTo(413);
        assertThat(wrong("PUT", "/v1/c/a?x=1", RestServer.ALLOWED_ORIGIN, "application/json", "*/*", "{}"))
                .isEqualTo(400);
        assertThat(wrong("PATCH", "/v1/c/none", RestServer.ALLOWED_ORIGIN, "application/json", "*/*", "{"))
                .isEqualTo(400);
        assertThat(wrong("PATCH", "/v1/c/none", RestServer.ALLOWED_ORIGIN, "application/json", "*/*", "{\"$\":1}"))
                .isEqualTo(404);
    }

    private static int wrong(
            String method, String target, String origin, String contentType, String accept, String body) {
        Reply reply = server.ask(method, target)
                .with("Origin", origin)
                .with("Accept", accept)
                .with("If-Match", "\"no.1\"")
                .body(contentType, body)
                .send();
        assertThat(reply.isProblem(reply.status())).as(reply.toString()).isTrue();
        return reply.status();
    }
}
