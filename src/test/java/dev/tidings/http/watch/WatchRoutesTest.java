package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import dev.tidings.http.wire.RawPeer;
import dev.tidings.metrics.Limit;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered instead of an upgrade. */
class WatchRoutesTest {

    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n";
    private static final String SOCKET = UPGRADE + KEY + VERSION;
    private static final String STREAM = "Accept: text/event-stream\r\n";

    private static WatchHost host;

    @BeforeAll
    static void start() {
        host = WatchHost.start(WatchOptions.defaults());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(400, "/v1/Orders", SOCKET),
                Arguments.of(400, "/v1/orders/a%20b", SOCKET),
                Arguments.of(404, "/v1/orders/a/b", SOCKET),
                Arguments.of(404, "/v1/unknown", SOCKET),
                Arguments.of(404, "/v1/unknown", STREAM),
                Arguments.of(400, "/v1/orders?sinc=1", SOCKET),
                Arguments.of(400, "/v1/orders?sinc=1", STREAM),
                Arguments.of(400, "/v1/orders?limit=1", SOCKET),
                Arguments.of(400, "/v1/orders?since=11&since=11", SOCKET),
                Arguments.of(400, "/v1/orders?since=-1", SOCKET),
                Arguments.of(400, "/v1/orders?since=x:y:z", STREAM),
                Arguments.of(400, "/v1/orders?snapshot=yes", SOCKET),
                Arguments.of(400, "/v1/orders?mode=some", SOCKET),
                Arguments.of(400, "/v1/orders?fields=a..b", SOCKET),
                Arguments.of(400, "/v1?since=11", SOCKET),
                Arguments.of(400, "/v1/orders?filter=a==b;;", SOCKET),
                Arguments.of(400, "/v1/orders?filter=", STREAM),
                Arguments.of(400, "/v1/orders?filter=a==b&filter=a==b", STREAM),
                Arguments.of(400, "/v1/unknown?filter=a=", SOCKET),
                Arguments.of(400, "/v1?filter=a==b", SOCKET),
                Arguments.of(410, "/v1/orders?mode=latest&since=9&filter=a==b;c=gt=5", SOCKET),
                Arguments.of(410, "/v1/orders?since=9", SOCKET),
                Arguments.of(410, "/v1/orders?since=9", STREAM),
                Arguments.of(410, "/v1/orders?since=121", SOCKET),
                Arguments.of(410, "/v1/orders?since=other:50", STREAM),
                Arguments.of(410, "/v1/orders?since=50", STREAM + "Last-Event-ID: k3f9:9\r\n"),
                Arguments.of(400, "/v1/orders", STREAM + "Last-Event-ID: nine\r\n"),
                Arguments.of(403, "/v1/orders", SOCKET + "Origin: https://evil.example\r\n"),
                Arguments.of(403, "/v1/orders?sinc=1", SOCKET + "Origin: null\r\n"),
                Arguments.of(406, "/v1", STREAM),
                Arguments.of(400, "/v1/orders", UPGRADE + VERSION),
                Arguments.of(400, "/v1/orders", UPGRADE + VERSION + "Sec-WebSocket-Key: short\r\n"),
                Arguments.of(400, "/v1/orders", UPGRADE + VERSION + KEY + KEY),
                Arguments.of(400, "/v1/orders", SOCKET + "Content-Length: 5\r\n"),
                Arguments.of(400, "/v1/orders", SOCKET + "Transfer-Encoding: chunked\r\n"),
                Arguments.of(400, "/v1/orders", "Upgrade: websocket\r\n" + KEY + VERSION),
                Arguments.of(426, "/v1/orders", UPGRADE + KEY),
                Arguments.of(426, "/v1/orders", UPGRADE + KEY + "Sec-WebSocket-Version: 8\r\n"));
    }

    @ParameterizedTest(name = "{0} for {1} with {2}")
    @MethodSource("refusals")
    void whatCannotBeServedIsAProblemAndNoUpgrade(int status, String target, String headers) throws IOException {
        Reply reply = get(target, headers);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.json().getInteger("status")).isEqualTo(status);
        if (status == 426) {
            assertThat(reply.headers())
                    .containsEntry("sec-websocket-version", "13")
                    .containsKey("upgrade");
        }
        assertThat(host.watching.connections().size()).isZero();
    }

    /** RFC 9110 sections 5.3 and 7.8: both are lists, in one line or in several. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c, websocket\r\nConnection: Upgrade\r\n",
                "Upgrade: websocket, h2c\r\nConnection: Upgrade\r\n",
                "Upgrade: irc/1.0\r\nUpgrade: websocket\r\nConnection: upgrade, keep-alive\r\n",
                "Upgrade: websocket\r\nConnection: keep-alive\r\nConnection: Upgrade\r\n"
            })
    void aSocketMayBeOneOfSeveralThingsThatAreAskedFor(String upgrade) throws IOException {
        try (RawConnection wire = new RawConnection(host.port())) {
            wire.send("GET /v1/orders HTTP/1.1\r\nHost: localhost\r\n" + upgrade + KEY + VERSION + "\r\n");
            assertThat(wire.read(false).status()).isEqualTo(101);
        }
    }

    @Test
    void theConnectionOfARefusedUpgradeCanBeUsedOn() throws IOException {
        try (RawConnection wire = new RawConnection(host.port())) {
            for (int i = 0; i < 3; i++) {
                wire.send("GET /v1/orders?since=9 HTTP/1.1\r\nHost: localhost\r\n" + SOCKET + "\r\n");
                assertThat(wire.read(false).status()).isEqualTo(410);
            }
        }
    }

    @Test
    void whatIsGoneTellsWhereThingsStand() throws IOException {
        JsonObject problem = get("/v1/orders?since=9", SOCKET).json();

        assertThat(problem.getString("epoch")).isEqualTo("k3f9");
        assertThat(problem.getLong("floor")).isEqualTo(10);
        assertThat(problem.getLong("revision")).isEqualTo(120);
    }

    @Test
    void anUnusableFilterTellsItsPosition() throws IOException {
        for (String transport : new String[] {SOCKET, STREAM}) {
            assertThat(get("/v1/orders?filter=a==b%3B;", transport).json().getInteger("position"))
                    .isEqualTo(5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream, 200",
        "'text/event-stream, */*;q=0.5', 200",
        "'application/json;q=0.2, text/event-stream;q=0.9', 200",
        "*/*, 404",
        "text/*, 404",
        "'text/event-stream;q=0.1, application/json', 404",
        "'text/event-stream;q=0, */*', 404"
    })
    void onlyWhoNamesTheStreamOfEventsGetsOne(String accept, int status) throws IOException {
        try (RawConnection wire = new RawConnection(host.port())) {
            wire.send("HEAD /v1/orders HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n");

            assertThat(wire.read(true).status()).isEqualTo(status); // 404: there are no other routes here
        }
    }

    @Test
    void aStoreThatIsAwayIsAnsweredBeforeTheUpgrade() throws IOException {
        try (WatchHost away = WatchHost.start(WatchOptions.defaults());
                RawConnection wire = new RawConnection(away.port())) {
            away.feed.goAway();
            wire.send("GET /v1/orders HTTP/1.1\r\nHost: localhost\r\n" + SOCKET + "\r\n");

            assertThat(wire.read(false).status()).isEqualTo(500);
            assertThat(away.watching.connections().size()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 100, 503, CONNECTIONS", "100, 1, 429, CLIENT_CONNECTIONS"})
    void tooManyConnectionsAreRefusedWithTheirStatus(int all, int perClient, int status, Limit limit)
            throws IOException {
        try (WatchHost narrow = WatchHost.start(WatchOptions.defaults().withLimits(100, all, perClient));
                RawPeer first = narrow.watch("/v1/orders");
                RawConnection second = new RawConnection(narrow.port())) {
            assertThat(first.take().text()).contains("subscribed");

            second.send("GET /v1/orders HTTP/1.1\r\nHost: localhost\r\n" + SOCKET + "\r\n");

            Reply reply = second.read(false);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers()).containsKey("retry-after");
            assertThat(narrow.metrics.refused).containsExactly(limit);
        }
    }

    @Test
    void behindATrustedProxyEachOfItsClientsHasItsOwnShare() throws IOException {
        try (WatchHost narrow = WatchHost.start(WatchOptions.defaults().withLimits(100, 100, 1));
                RawPeer first = narrow.watch("/v1/orders", "X-Forwarded-For: 203.0.113.1\r\n");
                RawPeer second = narrow.watch("/v1/orders", "X-Forwarded-For: 203.0.113.2\r\n");
                RawConnection third = new RawConnection(narrow.port())) {
            assertThat(first.take().text()).contains("subscribed");
            assertThat(second.take().text()).contains("subscribed");

            third.send(
                    "GET /v1/orders HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.2\r\n" + SOCKET + "\r\n");

            assertThat(third.read(false).status()).isEqualTo(429);
        }
    }

    private static Reply get(String target, String headers) throws IOException {
        try (RawConnection wire = new RawConnection(host.port())) {
            wire.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
            return wire.read(false);
        }
    }
}
