package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.Catalogue;
import dev.tidings.resource.CollectionOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server answers for at all: its host names, and its collections. */
class ScopeContractTest {

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
    void onlyItsOwnHostNamesAreAnswered() {
        for (String host :
                new String[] {"localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]:9", "[::1]", "tidings.example"}) {
            assertThat(server.ask("GET", "/v1/c").with("Host", host).send().status())
                    .as(host)
                    .isEqualTo(200);
        }
        for (String host :
                new String[] {"evil.example", "localhost.evil.example", "[::2]", "", "127.0.0.2", "localhost."}) {
            assertThat(server.ask("GET", "/v1/c").with("Host", host).send().isProblem(421))
                    .as(host)
                    .isTrue();
            assertThat(server.ask("OPTIONS", "/nothing")
                            .with("Host", host)
                            .send()
                            .isProblem(421))
                    .isTrue();
        }
        assertThat(server.ask("GET", "http://evil.example/v1/c").send().isProblem(421))
                .isTrue();
        assertThat(server.ask("GET", "http://localhost/v1/c")
                        .with("Host", "evil.example")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(server.ask("GET", "/v1/c")
                        .with("Host", "a")
                        .with("Host", "b")
                        .send()
                        .isProblem(400))
                .isTrue();
    }

    @Test
    void probesAreAnsweredUnderAnyName() {
        assertThat(server.ask("GET", "/health/live")
                        .with("Host", "10.0.0.7")
                        .send()
                        .isProblem(404))
                .isTrue();
        assertThat(server.ask("GET", "/healthy").with("Host", "10.0.0.7").send().isProblem(421))
                .isTrue();
    }

    @Test
    void withoutAutoCreateOnlyWhatIsNamedExists() {
        Catalogue catalogue = new Catalogue(false, Map.of("named", CollectionOptions.DEFAULT));
        try (RestServer strict = RestServer.start(catalogue, RestOptions.DEFAULT)) {
            assertThat(strict.get("/v1")
                            .json()
                            .getJsonArray("collections")
                            .getList()
                            .toString())
                    .isEqualTo("[{name=named, revision=0, count=0}]");
            assertThat(strict.get("/v1/named").status()).isEqualTo(200);
            assertThat(strict.put("/v1/named/a", "{}").status()).isEqualTo(201);
            for (String target : new String[] {"/v1/other", "/v1/other/a", "/v1/other?since=0"}) {
                assertThat(strict.get(target).isProblem(404)).as(target).isTrue();
            }
            assertThat(strict.put("/v1/other/a", "{}").isProblem(404)).isTrue();
            assertThat(strict.put("/v1/other/a", "{").isProblem(400)).isTrue();
            assertThat(strict.get("/v1/other?after=nonsense").isProblem(400)).isTrue();
            assertThat(strict.post("/v1/other", "{}").isProblem(404)).isTrue();
            assertThat(strict.delete("/v1/other/a").isProblem(404)).isTrue();
            assertThat(strict.ask("POST", "/v1/other")
                            .body("application/x-ndjson", "{}")
                            .send()
                            .isProblem(404))
                    .isTrue();
            assertThat(strict.ask("GET", "/v1/other")
                            .with("Accept", "application/x-ndjson")
                            .send()
                            .isProblem(404))
                    .isTrue();
            Reply batch =
                    strict.post("/v1", "{\"operations\":[{\"method\":\"POST\",\"collection\":\"x\",\"body\":{}}]}");
            assertThat(batch.isProblem(404)).isTrue();
            assertThat(batch.json().getInteger("operation")).isZero();
        }
    }
}
