package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.Catalogue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BulkContractTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply load(String collection, String lines) {
        return server.ask("POST", "/v1/" + collection)
                .body("application/x-ndjson", lines)
                .send();
    }

    private static long count(String collection) {
        return server.get("/v1/" + collection + "?count=true").json().getLong("count");
    }

    @Test
    void linesWithAnIdArePutAndOthersAreMade() {
        server.put("/v1/loaded/old", "{\"a\":1}");
        server.put("/v1/loaded/same", "{\"a\":1}");

        Reply reply = load(
                "loaded", "{\"id\":\"old\",\"a\":2}\n\n{\"a\":3}\r\n   \n{\"id\":\"same\",\"a\":1}\n{\"id\":\"new\"}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"created\":2,\"updated\":1,\"unchanged\":1,\"failed\":0,\"errors\":[]}");
        assertThat(reply.receipt()).isEqualTo(5);
        assertThat(count("loaded")).isEqualTo(4);
    }

    @Test
    void aBadLineIsReportedAndTheRestGoesOn() {
        Reply reply = load(
                "bad",
                "{\"id\":\"a\"}\nnonsense\n\n[]\n{\"id\":\"a b\"}\n{\"$x\":1}\n{\"big\":\"" + "x".repeat(1024 * 1024)
                        + "\"}\n{\"id\":\"z\"}\n");

        assertThat(reply.json().getLong("created")).isEqualTo(2);
        assertThat(reply.json().getLong("failed")).isEqualTo(5);
        JsonArray errors = reply.json().getJsonArray("errors");
        assertThat(errors.stream().map(one -> ((JsonObject) one).getInteger("line")))
                .containsExactly(2, 4, 5, 6, 7);
        assertThat(errors.stream().map(one -> ((JsonObject) one).getInteger("status")))
                .containsExactly(400, 400, 422, 422, 413);
        assertThat(errors.getJsonObject(0).fieldNames()).containsExactly("line", "status", "detail");
    }

    @Test
    void onlyTheFirstHundredErrorsAreTold() {
        Reply reply = load("worse", "x\n".repeat(3000));

        assertThat(reply.json().getLong("failed")).isEqualTo(3000);
        assertThat(reply.json().getJsonArray("errors")).hasSize(100);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(99).getInteger("line"))
                .isEqualTo(100);
        assertThat(reply.receipt()).isZero();
    }

    @Test
    void linesWithTheSameIdApplyInOrder() {
        String lines = IntStream.rangeClosed(1, 3000)
                .mapToObj(i -> "{\"id\":\"r" + i % 3 + "\",\"n\":" + i + "}\n")
                .collect(Collectors.joining());

        Reply reply = load("ordered", lines);

        assertThat(reply.json().getLong("created")).isEqualTo(3);
        assertThat(reply.json().getLong("updated")).isEqualTo(2997);
        assertThat(server.get("/v1/ordered/r0").json().getInteger("n")).isEqualTo(3000);
        assertThat(server.get("/v1/ordered/r1").json().getInteger("n")).isEqualTo(2998);
        assertThat(server.get("/v1/ordered/r2").json().getInteger("n")).isEqualTo(2999);
    }

    @Test
    void aLoadMayBeLargerThanABody() {
        String line = "{\"pad\":\"" + "x".repeat(100_000) + "\"}\n";

        Reply reply = load("large", line.repeat(60));

        assertThat(reply.json().getLong("created")).isEqualTo(60);
    }

    @Test
    void whatWasCountedIsKeptWhenTheRequestBreaksOff() throws IOException {
        String whole = """
                {"id":"a"}
                {"id":"b"}
                """;
        String head =
                RawConnection.head("POST /v1/broken", "Content-Type: application/x-ndjson", "Content-Length: 1000");
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(head + whole + "{\"id\":\"c\"}");
        }

        await().until(() -> count("broken") == 2);
    }

    @Test
    void aLoadThatStopsComingTimesOut() throws IOException {
        try (RestServer impatient = RestServer.start(new Catalogue(true, Map.of()), RestServer.impatient());
                RawConnection wire = new RawConnection(impatient.port())) {
            wire.send(RawConnection.head(
                    "POST /v1/c", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked"));
            wire.send("b\r\n{\"id\":\"a\"}\n\r\n");
            assertThat(wire.read(false).isProblem(408)).isTrue();
            assertThat(impatient.get("/v1/c/a").status()).isEqualTo(200);
        }
    }

    @Test
    void anEmptyLoadIsOne() {
        assertThat(load("empty", "").json().getLong("created")).isZero();
        assertThat(load("empty", "\n\n").json().getLong("failed")).isZero();
    }

    @Test
    void aLoadKeepsNoKey() {
        for (int i = 0; i < 2; i++) {
            Reply reply = server.ask("POST", "/v1/unkeyed")
                    .with("Idempotency-Key", "k")
                    .body("application/x-ndjson", "{}\n")
                    .send();
            assertThat(reply.json().getLong("created")).isEqualTo(1);
        }
        assertThat(count("unkeyed")).isEqualTo(2);
    }
}
