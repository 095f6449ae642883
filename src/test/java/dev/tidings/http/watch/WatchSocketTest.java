package dev.tidings.http.watch;

import static dev.tidings.http.wire.RawPeer.CLOSE;
import static dev.tidings.http.wire.RawPeer.PING;
import static dev.tidings.http.wire.RawPeer.PONG;
import static dev.tidings.http.wire.RawPeer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.wire.RawPeer;
import dev.tidings.http.wire.RawPeer.Received;
import dev.tidings.http.wire.SocketHost;
import dev.tidings.metrics.CloseReason;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A socket whose URL is its subscription. */
class WatchSocketTest {

    private WatchHost host;

    @BeforeEach
    void start() {
        host = WatchHost.start(WatchOptions.defaults().withCompression(true), 100, 40);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aReplayIsToldInOrderAndThenWhatIsNew() {
        try (RawPeer peer = host.watch("/v1/orders?since=k3f9:97")) {
            assertThat(peer.take().text())
                    .isEqualTo("{\"type\":\"subscribed\",\"revision\":97,\"collection\":\"orders\",\"epoch\":\"k3f9\","
                            + "\"head\":100,\"heartbeat\":20000}");
            for (int revision = 98; revision <= 100; revision++) {
                assertThat(peer.take().text()).startsWith("{\"type\":\"updated\",\"revision\":" + revision + ",");
            }
            assertThat(peer.take().text()).isEqualTo("{\"type\":\"synced\",\"revision\":100}");
            host.feed.more("orders", 1);
            assertThat(peer.take().text()).startsWith("{\"type\":\"updated\",\"revision\":101,");
            await().untilAsserted(() -> assertThat(host.metrics.frames).hasValue(4));
        }
    }

    @Test
    void anIdleSocketIsPingedAndToldItsPlaceEachHeartbeat() {
        WatchOptions options = WatchOptions.defaults().withHeartbeat(Duration.ofMillis(300));
        try (WatchHost quick = WatchHost.start(options, 100, 40);
                RawPeer peer = quick.watch("/v1/orders")) {
            peer.take();
            for (int i = 0; i < 4; i++) {
                Received one = peer.take();
                Received other = peer.take();
                Received frame = one.opcode() == PING ? other : one;
                assertThat(List.of(one.opcode(), other.opcode())).containsExactlyInAnyOrder(PING, TEXT);
                assertThat(frame.text()).isEqualTo("{\"type\":\"bookmark\",\"revision\":100}");
                peer.sendText("{\"type\":\"ping\"}");
                assertThat(peer.take(TEXT).text()).isEqualTo("{\"type\":\"pong\"}");
            }
        }
    }

    @Test
    void anAuthenticateFrameWithoutAuthenticationEndsNothing() {
        try (RawPeer peer = host.watch("/v1/orders")) {
            peer.take();
            peer.sendText("{\"type\":\"authenticate\",\"token\":\"t\"}");
            assertThat(peer.take(TEXT).text()).startsWith("{\"type\":\"error\",\"status\":400,");
            peer.sendText("{\"type\":\"ping\"}");
            assertThat(peer.take(TEXT).text()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "[]",
                "{}",
                "{\"type\":\"ping\",\"x\":1}",
                "{\"type\":\"publish\"}",
                "{\"type\":\"subscribe\",\"subscription\":\"a\",\"collection\":\"orders\"}",
                "{\"type\":\"unsubscribe\",\"subscription\":\"a\"}"
            })
    void anyOtherFrameClosesWith4400(String frame) {
        try (RawPeer peer = host.watch("/v1/orders")) {
            peer.sendText(frame);

            assertThat(peer.take(CLOSE).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aSubscriptionThatCannotGoOnSaysWhyAndCloses() {
        try (RawPeer peer = host.watch("/v1/orders")) {
            peer.take();
            host.feed.goAway();
            host.feed.skip("orders", 5);

            assertThat(new JsonObject(peer.take(TEXT).text()).getString("type")).isEqualTo("error");
            assertThat(peer.take(CLOSE).closeCode()).isEqualTo(4500);
            await().until(() -> host.metrics.reasons.contains(CloseReason.ENDED));
        }
    }

    @Test
    void nothingGoesBeforeTheFrameThatTellsWhereItBegins() {
        Promise<Void> secondLook = Promise.promise();
        AtomicInteger looks = new AtomicInteger();
        host.feed.answerAfter(() -> looks.incrementAndGet() == 2 ? secondLook.future() : Future.succeededFuture());

        try (RawPeer peer = host.watch("/v1/orders")) {
            await().until(() -> looks.get() == 2);
            peer.sendText("{\"type\":\"ping\"}");
            peer.sendFrame(PING, true, new byte[0]);
            peer.take(PONG); // so the text has been heard, too
            host.vertx.runOnContext(there -> secondLook.complete());

            assertThat(new JsonObject(peer.take(TEXT).text()).getString("type")).isEqualTo("subscribed");
            assertThat(peer.take(TEXT).text()).isEqualTo("{\"type\":\"pong\"}");
        }
    }

    /** The answer was given already: who could not be served would have been refused before the upgrade. */
    @Test
    void whoWasLetInWaitsWhereTheStoreGoesAwayBeforeItHasBegun() {
        AtomicInteger looks = new AtomicInteger();
        host.feed.answerAfter(() -> looks.incrementAndGet() == 2
                ? Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is away."))
                : Future.succeededFuture());
        host.feed.refuseJoins(1);

        try (RawPeer peer = host.watch("/v1/orders?since=99")) {
            List<String> types = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                types.add(new JsonObject(peer.take(TEXT).text()).getString("type"));
            }

            assertThat(types).containsExactly("subscribed", "updated", "synced");
            assertThat(looks).hasValue(3);
            assertThat(host.feed.joined).hasSize(2);
            assertThat(host.feed.left).hasValue(1);
        }
        await().untilAsserted(() -> assertThat(host.feed.left).hasValue(2));
    }

    /** Who came back with an old revision under a new epoch would miss what the new history holds below it. */
    @Test
    void noPositionIsToldUnderAnEpochThatCameLater() {
        AtomicInteger looks = new AtomicInteger();
        host.feed.answerAfter(() -> {
            if (looks.incrementAndGet() == 2) {
                host.feed.rewind("later");
            }
            return Future.succeededFuture();
        });

        try (RawPeer peer = host.watch("/v1/orders?since=100", "Sec-WebSocket-Protocol: cloudevents.json\r\n")) {
            JsonObject subscribed = new JsonObject(peer.take(TEXT).text());
            assertThat(subscribed.getString("id")).isEqualTo("k3f9:100:subscribed");
            assertThat(subscribed.getJsonObject("data").getString("epoch")).isEqualTo("k3f9");
            assertThat(new JsonObject(peer.take(TEXT).text()).getString("id")).isEqualTo("k3f9:100:synced");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tidings.v1, tidings.v1",
        "'other, tidings.v1', tidings.v1",
        "cloudevents.json, cloudevents.json",
        "'cloudevents.json, tidings.v1', cloudevents.json",
        "'tidings.v1,cloudevents.json', tidings.v1",
        "cloudevents.avro, ",
        "other, ",
        ", "
    })
    void ofTheOfferedSubprotocolsTheOneThatIsSpokenIsEchoedElseNone(String offered, String echoed) {
        String[] headers =
                offered == null ? new String[0] : new String[] {"Sec-WebSocket-Protocol: " + offered + "\r\n"};
        try (RawPeer peer = RawPeer.connect(host.port())) {
            String head = peer.handshake("/v1/orders", headers).toLowerCase(java.util.Locale.ROOT);

            assertThat(head).startsWith("http/1.1 101 ");
            if (echoed == null) {
                assertThat(head).doesNotContain("sec-websocket-protocol");
            } else {
                assertThat(head).contains("sec-websocket-protocol: " + echoed + "\r\n");
            }
        }
    }

    @Test
    void subprotocolsMayBeOfferedInSeveralLines() {
        try (RawPeer peer = RawPeer.connect(host.port())) {
            String head = peer.handshake(
                    "/v1/orders", "Sec-WebSocket-Protocol: other\r\n", "Sec-WebSocket-Protocol: tidings.v1\r\n");

            assertThat(head.toLowerCase(java.util.Locale.ROOT)).contains("sec-websocket-protocol: tidings.v1\r\n");
        }
    }

    @Test
    void whoAsksForCompressionGetsTheSameFramesCompressed() {
        WebSocketClientOptions options = new WebSocketClientOptions().setTryUsePerMessageCompression(true);
        List<String> frames = new CopyOnWriteArrayList<>();
        WebSocketClient client = host.vertx.createWebSocketClient(options); // closed when nobody refers to it any more
        WebSocket socket = SocketHost.await(client.connect(
                        new WebSocketConnectOptions().setPort(host.port()).setURI("/v1/orders?since=98"))
                .onSuccess(open -> open.textMessageHandler(frames::add)));

        assertThat(socket.headers().get("Sec-WebSocket-Extensions")).contains("permessage-deflate");
        await().until(() -> frames.size() == 4);
        assertThat(frames.get(1))
                .startsWith("{\"type\":\"updated\",\"revision\":99,")
                .endsWith("\"}}");
        assertThat(frames.get(3)).isEqualTo("{\"type\":\"synced\",\"revision\":100}");
        SocketHost.await(socket.close());
        SocketHost.await(client.close());
        await().until(() -> host.metrics.reasons.contains(CloseReason.PEER));
    }

    @Test
    void aDrainingNodeSendsAllAwayOverTheTimeAndTakesNobodyNew() {
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawPeer peer = host.watch(i == 0 ? "/v1" : "/v1/orders");
            peers.add(peer);
        }
        await().until(() -> host.metrics.connections.get() == 20);
        long begin = System.nanoTime();

        Future<Void> drained = host.watching.connections().drain(host.vertx, Duration.ofMillis(400));

        assertThat(RawPeer.connect(host.port()).handshake("/v1/orders")).startsWith("HTTP/1.1 503 ");
        for (RawPeer peer : peers) {
            Received close = peer.take(CLOSE);
            assertThat(close.closeCode()).isEqualTo(1012);
            assertThat(new JsonObject(close.closeReason()).getLong("retryAfterMs"))
                    .isBetween(200L, 2000L);
            peer.sendFrame(CLOSE, true, close.payload());
            peer.close();
        }
        SocketHost.await(drained);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        assertThat(host.metrics.connections).hasValue(0);
        assertThat(host.metrics.subscriptions).hasValue(0);
    }

    @Test
    void aClientLibraryIsToldTheStatusOfARefusal() {
        WebSocketClient client = host.vertx.createWebSocketClient();
        Future<WebSocket> refused = client.connect(
                new WebSocketConnectOptions().setPort(host.port()).setURI("/v1/orders?since=9"));

        await().until(refused::isComplete);
        SocketHost.await(client.close());
        assertThat(refused.cause())
                .isInstanceOfSatisfying(UpgradeRejectedException.class, e -> assertThat(e.getStatus())
                        .isEqualTo(410));
    }
}
