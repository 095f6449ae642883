package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.Catalogue;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How large a body may be, how slow, and what becomes of its connection. */
class BodyContractTest {

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

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        String fits = "{\"a\":\"" + "x".repeat(MIB - 8) + "\"}";

        assertThat(server.put("/v1/c/large", fits).status()).isEqualTo(201);
        assertThat(server.put("/v1/c/large", fits + " ").isProblem(413)).isTrue();
        assertThat(server.put("/v1/c/large", fits.repeat(3)).isProblem(413)).isTrue();
        assertThat(server.merge("/v1/c/large", "{\"b\":1}").isProblem(413)).isTrue();
        assertThat(server.patch("/v1/c/large", "[{\"op\":\"add\",\"path\":\"/b\",\"value\":1}]")
                        .isProblem(413))
                .isTrue();
        assertThat(server.patch("/v1/c/large", "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":1}]")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aConnectionStaysUsableAfterAnError() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            assertThat(server.ask("PUT", "/v1/c/a")
                            .json("x".repeat(2 * MIB))
                            .sendOn(wire)
                            .isProblem(413))
                    .isTrue();
            assertThat(server.ask("PUT", "/v1/c/a")
                            .body("text/plain", "x".repeat(5000))
                            .sendOn(wire)
                            .isProblem(415))
                    .isTrue();
            assertThat(server.ask("GET", "/v1/c/none").sendOn(wire).isProblem(404))
                    .isTrue();
            assertThat(server.ask("PUT", "/v1/c/a").json("{").sendOn(wire).isProblem(400))
                    .isTrue();
            assertThat(server.ask("GET", "/v1/c/a").json("unread").sendOn(wire).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aChunkedBodyIsBoundedToo() throws IOException {
        String head =
                RawConnection.head("PUT /v1/c/chunked", "Content-Type: application/json", "Transfer-Encoding: chunked");
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(head + chunk.repeat(40) + "0\r\n\r\n");
            assertThat(wire.read(false).isProblem(413)).isTrue();
            wire.send(head + "2\r\n{}\r\n0\r\n\r\n");
            assertThat(wire.read(false).status()).isEqualTo(201);
        }
    }

    @Test
    void whoWaitsToBeToldIsTold() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(expecting(2));
            assertThat(wire.line()).startsWith("HTTP/1.1 100");
            assertThat(wire.line()).isEmpty();
            wire.send("{}");
            assertThat(wire.read(false).status()).isEqualTo(201);
        }
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(expecting(2_000_000));
            Reply refused = wire.read(false);
            assertThat(refused.isProblem(413)).isTrue();
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void oneOfHttp10IsNeverToldToGoOn() throws IOException {
        try (RawConnection wire = new RawConnection(server.port())) {
            wire.send(expecting(2).replace("waits HTTP/1.1", "old HTTP/1.0") + "{}");

            assertThat(wire.line()).isEqualTo("HTTP/1.0 201 Created");
        }
    }

    private static String expecting(int length) {
        return RawConnection.head(
                "PUT /v1/c/waits",
                "Content-Type: application/json",
                "Expect: 100-continue",
                "Content-Length: " + length);
    }

    @Test
    void aBodyThatStopsComingTimesOut() throws IOException {
        try (RestServer impatient = RestServer.start(new Catalogue(true, Map.of()), RestServer.impatient());
                RawConnection wire = new RawConnection(impatient.port())) {
            wire.send(RawConnection.head("PUT /v1/c/a", "Content-Type: application/json", "Content-Length: 10") + "{");
            Reply reply = wire.read(false);
            assertThat(reply.isProblem(408)).isTrue();
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }
}
