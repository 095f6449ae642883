package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.wire.RawPeer;
import dev.tidings.http.wire.SocketHost;
import dev.tidings.metrics.CloseReason;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events, byte by byte. */
class WatchStreamTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(300);
    private static final Duration SLACK = Duration.ofMillis(700);

    private WatchHost host;

    @AfterEach
    void stop() {
        host.close();
    }

    private void start(long head, int weight) {
        WatchOptions options = WatchOptions.defaults().withHeartbeat(HEARTBEAT).withCloseGrace(Duration.ofMillis(300));
        host = WatchHost.start(options, head, weight);
    }

    @Test
    void aStreamTellsNobodyToKeepItBack() {
        start(12, 10);
        try (RawPeer peer = RawPeer.connect(host.port())) {
            String head = EventReader.ask(peer, "/v1/orders", "Origin: " + WatchHost.ALLOWED_ORIGIN + "\r\n")
                    .readHead()
                    .toLowerCase(java.util.Locale.ROOT);

            assertThat(head)
                    .startsWith("http/1.1 200 ")
                    .contains("content-type: text/event-stream\r\n")
                    .contains("cache-control: no-store\r\n")
                    .contains("x-accel-buffering: no\r\n")
                    .contains("incremental: ?1\r\n")
                    .contains("access-control-allow-origin: https://app.example\r\n")
                    .contains("vary:");
        }
    }

    @Test
    void everyEventButTheFirstHasAnIdToGoOnFrom() {
        start(12, 10);
        try (RawPeer peer = RawPeer.connect(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders?since=11");

            assertThat(events.take()).isEqualTo("retry: 2000");
            assertThat(events.take())
                    .isEqualTo("event: subscribed\ndata: {\"type\":\"subscribed\",\"revision\":11,"
                            + "\"collection\":\"orders\",\"epoch\":\"k3f9\",\"head\":12,\"heartbeat\":300}");
            assertThat(events.take())
                    .isEqualTo("event: updated\nid: k3f9:12\ndata: {\"type\":\"updated\",\"revision\":12,"
                            + "\"time\":\"1970-01-01T00:00:01.000Z\",\"id\":\"r12\","
                            + "\"resource\":{\"id\":\"r12\",\"fill\":\"ééééé\"}}");
            assertThat(events.take())
                    .isEqualTo("event: synced\nid: k3f9:12\ndata: {\"type\":\"synced\",\"revision\":12}");
            assertThat(events.take())
                    .isEqualTo("event: bookmark\nid: k3f9:12\ndata: {\"type\":\"bookmark\",\"revision\":12}");
            host.feed.more("orders", 1);
            assertThat(events.take()).startsWith("event: updated\nid: k3f9:13\ndata: {");
        }
    }

    @Test
    void theLastEventIdGoesBeforeSince() {
        start(20, 10);
        try (RawPeer peer = RawPeer.connect(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders?since=11", "Last-Event-ID: k3f9:19\r\n");

            events.take();
            assertThat(events.take()).contains("\"revision\":19,");
            assertThat(events.take()).startsWith("event: updated\nid: k3f9:20\n");
        }
    }

    @Test
    void anIdleStreamLivesOnAndTellsItsPlaceEachHeartbeat() {
        start(12, 10);
        try (RawPeer peer = RawPeer.connect(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders");
            events.take();
            events.take();
            for (int i = 0; i < 6; i++) {
                assertThat(events.take()).startsWith("event: bookmark\nid: k3f9:12\n");
            }
        }
    }

    @Test
    void aSubscriptionThatCannotGoOnEndsWithAProblemWithoutAnId() {
        start(500_000, 1000);
        try (RawPeer peer = RawPeer.connectNarrow(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders?since=10");
            events.take();
            host.feed.goAway();

            String last = "";
            for (Optional<String> next = events.next(); next.isPresent(); next = events.next()) {
                last = next.get();
            }

            assertThat(last).startsWith("event: problem\ndata: {\"type\":\"error\",\"status\":500,");
            await().until(() -> host.metrics.reasons.equals(List.of(CloseReason.ENDED)));
        }
    }

    @Test
    void aPeerThatTakesNothingIsGoneWithinThreeHeartbeats() {
        start(1_000_000, 1000);
        try (RawPeer peer = RawPeer.connectNarrow(host.port())) {
            EventReader.open(peer, "/v1/orders?since=10");

            await().atMost(HEARTBEAT.multipliedBy(3).plus(SLACK)).until(() -> !host.metrics.reasons.isEmpty());

            assertThat(host.metrics.reasons).doesNotContain(CloseReason.PEER);
            assertThat(host.metrics.connections).hasValue(0);
            assertThat(host.metrics.subscriptions).hasValue(0);
            assertThat(host.watching.connections().size()).isZero();
        }
    }

    @Test
    void aSlowReaderLivesAndGetsEverythingInOrder() throws InterruptedException {
        start(3_000, 600);
        try (RawPeer peer = RawPeer.connectNarrow(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders?since=10");
            events.take();
            events.take();
            for (int revision = 11; revision <= 3_000; revision++) {
                assertThat(events.take()).startsWith("event: updated\nid: k3f9:" + revision + "\n");
                if (revision % 4 == 0) {
                    TimeUnit.MILLISECONDS.sleep(3); // this is what it means to be slow
                }
            }

            assertThat(events.take()).startsWith("event: synced\n");
        }
    }

    @Test
    void aPeerThatGoesIsNoticedAtOnce() {
        start(12, 10);
        try (RawPeer peer = RawPeer.connect(host.port())) {
            EventReader.open(peer, "/v1/orders").take();

            peer.reset();

            await().atMost(HEARTBEAT).until(() -> host.metrics.connections.get() == 0);
        }
    }

    @Test
    void aNodeThatDrainsSaysWhenToComeBackAndEnds() {
        start(12, 10);
        try (RawPeer peer = RawPeer.connect(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders");
            events.take();
            events.take();

            SocketHost.await(host.watching.connections().drain(host.vertx, Duration.ZERO));

            String hint = events.take();
            while (!hint.startsWith("retry: ")) {
                hint = events.take();
            }
            assertThat(Long.parseLong(hint.substring("retry: ".length()))).isBetween(200L, 1200L);
            assertThat(events.next()).isEmpty();
            assertThat(List.of(peer.read(), peer.read(), peer.read())).containsExactly(13, 10, -1);
            assertThat(host.metrics.reasons).containsExactly(CloseReason.DRAIN);
        }
    }

    @Test
    void overHttp2AStreamIsTheSameAndLivesOnThePingsOfItsConnection() {
        start(12, 10);
        HttpClient client = host.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setPort(host.port())
                .setURI("/v1/orders?since=11")
                .putHeader("Accept", "text/event-stream");
        List<String> parts = new CopyOnWriteArrayList<>();
        HttpClientResponse response = SocketHost.await(client.request(request)
                .compose(ready -> ready.send())
                .onSuccess(answer -> answer.handler(part -> parts.add(part.toString()))));

        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(response.getHeader("Content-Type")).isEqualTo("text/event-stream");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(String.join("", parts))
                .startsWith("retry: 2000\n\nevent: subscribed\n")
                .containsSubsequence("event: updated\nid: k3f9:12\n", "event: synced", "bookmark", "bookmark")
                .containsSubsequence("bookmark", "bookmark", "bookmark", "bookmark", "bookmark"));
        response.request().connection().close();
        await().until(() -> host.metrics.connections.get() == 0);
    }
}
