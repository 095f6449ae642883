package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.Catalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExportContractTest {

    private static final String LINES = "application/x-ndjson";

    private static final RestOptions HALF_A_SECOND =
            new RestOptions(RestOptions.DEFAULT.maxBody(), Duration.ofMillis(500));

    /** Many more than are served. */
    private static final int AT_ONCE = 40;

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start(new Catalogue(true, Map.of()), RestServer.impatient());
        String lines = IntStream.range(0, 500)
                .mapToObj(i -> "{\"id\":\"r" + (1000 + i) + "\",\"n\":1.10,\"pad\":\"" + "é".repeat(500) + "\"}\n")
                .collect(Collectors.joining());
        server.ask("POST", "/v1/c").body(LINES, lines).send();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Ask export(String target) {
        return server.ask("GET", target).with("Accept", LINES);
    }

    @Test
    void anExportHasAllResourcesALineEach() {
        Reply reply = export("/v1/c").with("Accept-Encoding", "gzip").send();

        List<String> lines = reply.text().lines().toList();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo(LINES);
        assertThat(reply.header("content-encoding")).isNull();
        assertThat(reply.receipt()).isEqualTo(500);
        assertThat(lines).hasSize(500);
        assertThat(lines.get(7)).isEqualTo(server.get("/v1/c/r1007").text());
        assertThat(reply.text()).endsWith("}\n");
    }

    @Test
    void whatWasExportedCanBeLoaded() {
        Reply exported = export("/v1/c").send();
        assertThat(exported.status()).isEqualTo(200);

        Reply reply =
                server.ask("POST", "/v1/copy").body(LINES, exported.text()).send();

        assertThat(reply.json().getLong("created")).isEqualTo(500);
        assertThat(server.get("/v1/copy/r1499").text()).contains("\"n\":1.10,\"pad\":\"éé");
    }

    @Test
    void fieldsProject() {
        List<String> lines = export("/v1/c?fields=n").send().text().lines().toList();

        assertThat(lines).hasSize(500);
        assertThat(lines.get(499)).isEqualTo("{\"id\":\"r1499\",\"revision\":500,\"n\":1.10}");
    }

    @Test
    void aHeadTellsTheRevision() {
        Reply head = server.ask("HEAD", "/v1/c").with("Accept", LINES).send();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.receipt()).isEqualTo(500);
        assertThat(head.header("content-type")).isEqualTo(LINES);
    }

    @Test
    void anEmptyCollectionIsAnEmptyExport() {
        Reply reply = export("/v1/empty").send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.bytes()).isEmpty();
        assertThat(reply.receipt()).isZero();
    }

    @Test
    void whatHasNoMeaningForAnExportIsMalformed() {
        for (String query : new String[] {"limit=1", "since=0", "sort=a", "count=true", "after=x"}) {
            assertThat(export("/v1/c?" + query).send().isProblem(400)).as(query).isTrue();
        }
        assertThat(server.ask("GET", "/v1/c/r1000").with("Accept", LINES).send().isProblem(406))
                .isTrue();
    }

    @Test
    void pagesArePreferredWhereBothAreWelcome() {
        assertThat(server.ask("GET", "/v1/c")
                        .with("Accept", "application/x-ndjson, application/json")
                        .send()
                        .header("content-type"))
                .isEqualTo("application/json");
        assertThat(server.ask("GET", "/v1/c")
                        .with("Accept", "application/x-ndjson, */*;q=0.5")
                        .send()
                        .header("content-type"))
                .isEqualTo(LINES);
    }

    @Test
    void changesAreNoLinesButTakenWhereTheyAreWelcomeToo() {
        Reply reply = server.ask("GET", "/v1/c?since=0&limit=1")
                .with("Accept", "application/x-ndjson, application/json;q=0.5")
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().getJsonArray("changes")).hasSize(1);
    }

    @Test
    void aConnectionWhoseClientWasNotToldToGoOnIsClosedBehindTheExport() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(RawConnection.head("GET /v1/c", "Accept: " + LINES, "Expect: 100-continue", "Content-Length: 2"));
            Reply reply = wire.read(false);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aSlowReaderGetsTheWholeAsLongAsItReads() throws Exception {
        String line = "{\"pad\":\"" + "x".repeat(900_000) + "\"}\n";
        int lines = 8;
        try (RestServer patient = RestServer.start(new Catalogue(true, Map.of()), HALF_A_SECOND)) {
            patient.ask("POST", "/v1/slow").body(LINES, line.repeat(lines)).send();
            try (SlowReader reader = new SlowReader(patient.port(), 1_000_000)) {
                String all =
                        reader.exchange(RawConnection.head("GET /v1/slow", "Accept: " + LINES, "Connection: close"));
                assertThat(all).endsWith("}\n\r\n0\r\n\r\n").hasSizeGreaterThan(lines * 900_000);
            }
        }
    }

    @Test
    void tooManyAtOnceAreTurnedAwayUntilThoseWhoReadNothingAreCutOff() throws IOException {
        String line = "{\"pad\":\"" + "x".repeat(900_000) + "\"}\n";
        List<RawConnection> wires = new ArrayList<>();
        try (RestServer crowded = RestServer.start(new Catalogue(true, Map.of()), RestServer.impatient())) {
            crowded.ask("POST", "/v1/huge").body(LINES, line.repeat(16)).send();
            String request = RawConnection.head("GET /v1/huge", "Accept: " + LINES);
            for (int i = 0; i < AT_ONCE; i++) {
                wires.add(new RawConnection(crowded.port()).send(request));
            }
            Map<Integer, Reply> replies = new HashMap<>();
            for (RawConnection wire : wires) {
                Reply reply = wire.read(true);
                replies.put(reply.status(), reply);
            }
            assertThat(replies).containsOnlyKeys(200, 503);
            assertThat(replies.get(503).header("content-type")).isEqualTo("application/problem+json");
            assertThat(replies.get(503).header("retry-after")).matches("[0-9]+");
            Ask another = crowded.ask("GET", "/v1/huge?fields=n").with("Accept", LINES);
            await().until(() -> another.send().status() == 200);
        } finally {
            for (RawConnection wire : wires) {
                wire.close();
            }
        }
    }
}
