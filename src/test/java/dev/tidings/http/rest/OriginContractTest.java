package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OriginContractTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply put(String header, String value) {
        return server.ask("PUT", "/v1/c/a").with(header, value).json("{}").send();
    }

    @Test
    void noForeignPageWritesHere() {
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost:1", "", "file://"}) {
            assertThat(put("Origin", origin).isProblem(403)).as(origin).isTrue();
        }
        assertThat(put("Sec-Fetch-Site", "cross-site").isProblem(403)).isTrue();
        assertThat(server.ask("DELETE", "/v1/c/none")
                        .with("Origin", "https://evil.example")
                        .send()
                        .isProblem(403))
                .isTrue();
    }

    @Test
    void ownAndAllowedPagesDo() {
        assertThat(put("Origin", "http://localhost:" + server.port()).status()).isIn(200, 201);
        assertThat(put("Origin", RestServer.ALLOWED_ORIGIN).status()).isIn(200, 201);
        assertThat(put("Sec-Fetch-Site", "same-origin").status()).isIn(200, 201);
        assertThat(put("X-None", "x").status()).isIn(200, 201);
        assertThat(server.ask("PUT", "/v1/c/a")
                        .with("Origin", RestServer.ALLOWED_ORIGIN)
                        .with("Sec-Fetch-Site", "cross-site")
                        .json("{}")
                        .send()
                        .status())
                .isIn(200, 201);
    }

    @Test
    void anyoneReadsButOnlyAllowedPagesSeeTheAnswer() {
        Reply foreign =
                server.ask("GET", "/v1").with("Origin", "https://evil.example").send();
        Reply allowed = server.ask("GET", "/v1")
                .with("Origin", RestServer.ALLOWED_ORIGIN)
                .send();

        assertThat(foreign.status()).isEqualTo(200);
        assertThat(foreign.header("access-control-allow-origin")).isNull();
        assertThat(foreign.header("vary")).contains("Origin");
        assertThat(allowed.header("access-control-allow-origin")).isEqualTo(RestServer.ALLOWED_ORIGIN);
        assertThat(allowed.header("access-control-expose-headers"))
                .contains("ETag", "Location", "Link", "Tidings-Revision", "Idempotency-Replayed", "Preference-Applied")
                .contains("Retry-After", "Accept-Patch", "Allow", "WWW-Authenticate")
                .contains("Incremental", "X-Accel-Buffering");
    }

    @Test
    void anErrorCanBeReadToo() {
        Reply reply = server.ask("GET", "/v1/c/none")
                .with("Origin", RestServer.ALLOWED_ORIGIN)
                .send();

        assertThat(reply.isProblem(404)).isTrue();
        assertThat(reply.header("access-control-allow-origin")).isEqualTo(RestServer.ALLOWED_ORIGIN);
    }

    @Test
    void aPreflightIsAnsweredForAllowedPages() {
        Reply allowed = preflight(RestServer.ALLOWED_ORIGIN);
        Reply foreign = preflight("https://evil.example");

        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.header("content-length")).isNull();
        assertThat(allowed.header("access-control-allow-origin")).isEqualTo(RestServer.ALLOWED_ORIGIN);
        assertThat(allowed.header("access-control-allow-methods")).contains("PUT", "PATCH", "DELETE");
        assertThat(allowed.header("access-control-allow-headers"))
                .contains("Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Prefer", "Authorization");
        assertThat(foreign.status()).isEqualTo(204);
        assertThat(foreign.headers()).doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
    }

    private static Reply preflight(String origin) {
        return server.ask("OPTIONS", "/v1/c/a")
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "PATCH")
                .send();
    }
}
