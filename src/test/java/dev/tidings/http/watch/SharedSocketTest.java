package dev.tidings.http.watch;

import static dev.tidings.http.wire.RawPeer.CLOSE;
import static dev.tidings.http.wire.RawPeer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.feed.ViewKey;
import dev.tidings.filter.Filter;
import dev.tidings.http.wire.RawPeer;
import dev.tidings.http.wire.RawPeer.Received;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many subscriptions on one socket. */
class SharedSocketTest {

    private WatchHost host;
    private RawPeer peer;

    @BeforeEach
    void start() {
        host = WatchHost.start(WatchOptions.defaults().withLimits(3, 100, 100), 50_000, 1000);
        peer = host.watch("/v1");
    }

    @AfterEach
    void stop() {
        peer.close();
        host.close();
    }

    @Test
    void everyFrameOfASubscriptionCarriesItsNameAsItsSecondMember() {
        subscribe("s1");

        assertThat(peer.take().text())
                .isEqualTo(
                        "{\"type\":\"subscribed\",\"subscription\":\"s1\",\"revision\":50000,\"collection\":\"orders\","
                                + "\"epoch\":\"k3f9\",\"head\":50000,\"heartbeat\":20000}");
        host.feed.more("orders", 2);
        assertThat(peer.take().text())
                .startsWith("{\"type\":\"updated\",\"subscription\":\"s1\",\"revision\":50001,\"time\":");
        assertThat(peer.take().text())
                .startsWith("{\"type\":\"updated\",\"subscription\":\"s1\",\"revision\":50002,\"time\":");
    }

    @Test
    void whatIsAskedForIsUnderstood() {
        peer.sendText(
                "{\"type\":\"subscribe\",\"subscription\":\"é\\u0022\",\"collection\":\"orders\",\"id\":\"42\","
                        + "\"filter\":\"b==1;a=ge=2\",\"fields\":[\"b.c\",\"a\"],\"snapshot\":true,\"since\":\"k3f9:50\",\"mode\":\"latest\"}");

        assertThat(peer.take().text())
                .startsWith("{\"type\":\"subscribed\",\"subscription\":\"é\\u0022\",\"revision\":50,");
        assertThat(host.feed.joined)
                .containsExactly(new ViewKey(
                        "orders", "42", Filter.parse("a=ge=2;b==1"), List.of("a", "b.c"), JsonFrames.INSTANCE));
    }

    @Test
    void framesAreAnsweredInOrder() {
        subscribe("a");
        peer.sendText("{\"type\":\"ping\"}");
        subscribe("b");
        peer.sendText("{\"type\":\"unsubscribe\",\"subscription\":\"a\"}");
        peer.sendText("{\"type\":\"ping\"}");

        List<String> types = List.of(next(), next(), next(), next(), next());

        assertThat(types).containsExactly("subscribed a", "pong null", "subscribed b", "unsubscribed a", "pong null");
    }

    @Test
    void nothingOfASubscriptionComesAfterItsEnd() {
        replay("a");
        assertThat(next()).isEqualTo("subscribed a");

        peer.sendText("{\"type\":\"unsubscribe\",\"subscription\":\"a\"}");

        while (!next().equals("unsubscribed a")) {
            // what was under way
        }
        peer.sendText("{\"type\":\"ping\"}");
        assertThat(next()).isEqualTo("pong null");
        assertThat(host.metrics.subscriptions).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | null | {}",
                "400 | null | {\"type\":7}",
                "400 | null | {\"type\":\"publish\"}",
                "400 | s1 | {\"type\":\"publish\",\"subscription\":\"s1\"}",
                "400 | null | {\"type\":\"ping\",\"id\":1}",
                "400 | null | {\"type\":\"authenticate\",\"token\":\"t\"}",
                "400 | null | {\"type\":\"authenticate\"}",
                "400 | null | {\"type\":\"subscribe\",\"collection\":\"orders\"}",
                "400 | null | {\"type\":\"subscribe\",\"subscription\":\"\",\"collection\":\"orders\"}",
                "400 | null | {\"type\":\"subscribe\",\"subscription\":5,\"collection\":\"orders\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"Orders\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"id\":\"..\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"x\":1}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"since\":-1}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"since\":1.0}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"since\":null}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"snapshot\":1}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"mode\":\"x\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"fields\":\"a,\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"filter\":\"a=\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"filter\":\"\"}",
                "400 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"filter\":null}",
                "410 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"filter\":\"a==b\",\"since\":9}",
                "404 | s1 | {\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"unknown\"}",
                "404 | s1 | {\"type\":\"unsubscribe\",\"subscription\":\"s1\"}",
                "400 | s1 | {\"type\":\"unsubscribe\",\"subscription\":\"s1\",\"collection\":\"orders\"}"
            })
    void aBadRequestIsAnsweredAndEndsNothing(int status, String name, String frame) {
        subscribe("alive");
        peer.take();

        peer.sendText(frame);

        JsonObject error = new JsonObject(peer.take().text());
        assertThat(error.getString("type")).isEqualTo("error");
        assertThat(error.getInteger("status")).isEqualTo(status);
        assertThat(String.valueOf(error.getString("subscription"))).isEqualTo(name);
        assertThat(error.getString("title")).isNotBlank();
        assertThat(error.getString("detail")).isNotBlank();
        host.feed.more("orders", 1);
        assertThat(next()).isEqualTo("updated alive");
    }

    @Test
    void anUnusableFilterTellsItsPosition() {
        peer.sendText(
                "{\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"orders\",\"filter\":\"a==b;;\"}");

        assertThat(peer.take().text())
                .startsWith("{\"type\":\"error\",\"subscription\":\"s1\",\"status\":400,")
                .endsWith(",\"position\":5}");
    }

    @Test
    void aNameOf64CharactersIsFineAndAlongerOneIsNot() {
        subscribe("€".repeat(64));
        subscribe("€".repeat(65));

        assertThat(peer.take().text()).contains("subscribed");
        assertThat(peer.take().text()).contains("error").doesNotContain("subscription\"");
    }

    @Test
    void aNameThatIsTakenIsAConflictAndOneTooManyIsTooMany() {
        subscribe("a");
        subscribe("a");
        subscribe("b");
        subscribe("c");
        subscribe("d");

        assertThat(next()).isEqualTo("subscribed a");
        assertThat(nextError()).isEqualTo("409 a");
        assertThat(next()).isEqualTo("subscribed b");
        assertThat(next()).isEqualTo("subscribed c");
        assertThat(nextError()).isEqualTo("429 d");
    }

    @Test
    void aNameCanBeUsedAgain() {
        for (int i = 0; i < 3; i++) {
            subscribe("a");
            peer.sendText("{\"type\":\"unsubscribe\",\"subscription\":\"a\"}");
            assertThat(next()).isEqualTo("subscribed a");
            assertThat(next()).isEqualTo("unsubscribed a");
        }
    }

    @Test
    void aSubscriptionThatCannotBeginEndsAlone() {
        subscribe("a");
        assertThat(next()).isEqualTo("subscribed a");
        peer.sendText("{\"type\":\"subscribe\",\"subscription\":\"b\",\"collection\":\"orders\",\"since\":9}");

        JsonObject error = new JsonObject(peer.take().text());
        assertThat(error.getInteger("status")).isEqualTo(410);
        assertThat(error.getString("subscription")).isEqualTo("b");
        assertThat(error.containsKey("revision")).as("no place to go on from").isFalse();

        host.feed.more("orders", 1);
        assertThat(next()).isEqualTo("updated a");
        assertThat(host.metrics.subscriptions).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "7", "{\"type\":\"ping\"", "{\"type\":\"ping\",\"type\":\"ping\"}"})
    void whatIsNoJsonObjectClosesTheSocket(String text) {
        peer.sendText(text);

        assertThat(peer.take(CLOSE).closeCode()).isEqualTo(4400);
    }

    @Test
    void aLongReplayHoldsNobodyUp() {
        peer.close();
        peer = RawPeer.connectNarrow(host.port()).upgrade("/v1"); // else it is the kernel's megabytes that hold them up
        replay("long");
        assertThat(next()).isEqualTo("subscribed long");
        peer.sendText("{\"type\":\"subscribe\",\"subscription\":\"quiet\",\"collection\":\"quiet\"}");
        while (!next().equals("subscribed quiet")) {
            // the replay
        }

        int replayed = 0;
        for (int i = 0; i < 20; i++) {
            host.feed.more("quiet", 1);
            while (!next().equals("updated quiet")) {
                replayed++;
            }
        }

        assertThat(replayed).as("frames of the replay meanwhile").isBetween(20, 20_000);
    }

    @Test
    void tooManyFramesThatWaitForAnAnswerCloseTheSocket() {
        subscribe("a");
        for (int i = 0; i < 600; i++) {
            peer.sendText("{\"type\":\"ping\"}");
        }

        assertThat(peer.take(CLOSE).closeCode()).isEqualTo(1008);
    }

    @Test
    void whenThePeerIsGoneAllItHeldIsGivenBack() {
        subscribe("a");
        subscribe("b");
        assertThat(next()).isEqualTo("subscribed a");
        assertThat(next()).isEqualTo("subscribed b");

        peer.reset();

        await().until(() -> host.metrics.connections.get() == 0 && host.metrics.subscriptions.get() == 0);
        await().until(() -> host.feed.left.get() == 2);
        assertThat(host.watching.connections().size()).isZero();
    }

    private void replay(String name) {
        peer.sendText(
                "{\"type\":\"subscribe\",\"subscription\":\"" + name + "\",\"collection\":\"orders\",\"since\":10}");
    }

    private void subscribe(String name) {
        peer.sendText("{\"type\":\"subscribe\",\"subscription\":\"" + name + "\",\"collection\":\"orders\"}");
    }

    /** The type and the subscription of the next frame. */
    private String next() {
        Received frame = peer.take(TEXT);
        JsonObject json = new JsonObject(frame.text());
        return json.getString("type") + " " + json.getString("subscription");
    }

    private String nextError() {
        JsonObject json = new JsonObject(peer.take(TEXT).text());
        assertThat(json.getString("type")).isEqualTo("error");
        return json.getInteger("status") + " " + json.getString("subscription");
    }
}
