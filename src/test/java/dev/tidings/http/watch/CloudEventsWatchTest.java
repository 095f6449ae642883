package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.wire.RawPeer;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that speak CloudEvents, on a whole node: each message is read by the specification's own library. */
class CloudEventsWatchTest {

    private static final String SUBPROTOCOL = "Sec-WebSocket-Protocol: cloudevents.json\r\n";
    private static final EventFormat JSON = EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE);

    @TempDir
    private static Path directory;

    private static WrittenNode node;

    @BeforeAll
    static void start() throws IOException {
        node = new WrittenNode(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
    }

    private static RawPeer open(String target) {
        return node.watch(target, SUBPROTOCOL);
    }

    private static CloudEvent take(RawPeer peer) {
        return JSON.deserialize(peer.take(RawPeer.TEXT).payload());
    }

    private static List<CloudEvent> take(RawPeer peer, int count) {
        List<CloudEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(take(peer));
        }
        return events;
    }

    private static JsonObject data(CloudEvent event) {
        return new JsonObject(new String(event.getData().toBytes(), StandardCharsets.UTF_8));
    }

    private static String brief(CloudEvent event) {
        return event.getType().replace("dev.tidings.", "") + " " + event.getId().replaceFirst("^[^:]+", "E") + " "
                + event.getSubject();
    }

    @Test
    void changesAreEventsOfTheCollection() throws IOException {
        node.put("changes/a", "{\"n\":1}");
        node.put("changes/a", "{\"n\":2}");
        node.delete("changes/a");

        try (RawPeer peer = open("/changes?since=0")) {
            List<CloudEvent> events = take(peer, 5);

            assertThat(events)
                    .extracting(CloudEventsWatchTest::brief)
                    .containsExactly(
                            "control.subscribed E:0:subscribed null",
                            "resource.created E:1 a",
                            "resource.updated E:2 a",
                            "resource.deleted E:3 a",
                            "control.synced E:3:synced null");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.getSource()).hasToString("/v1/changes");
                assertThat(event.getTime()).isNotNull();
            });
            assertThat(events)
                    .extracting(event -> event.getExtension("sequence"))
                    .containsExactly(
                            "00000000000000000000",
                            "00000000000000000001",
                            "00000000000000000002",
                            "00000000000000000003",
                            "00000000000000000003");
            assertThat(data(events.get(1)).getMap()).containsEntry("id", "a").containsEntry("n", 1);
        }
    }

    @Test
    void whatTheSubscriptionIsToldIsTheFrameOfTheContractAsData() throws IOException {
        node.put("told/a", "{}");

        try (RawPeer peer = open("/told?since=0")) {
            JsonObject subscribed = data(take(peer));
            take(peer);

            assertThat(subscribed.getMap())
                    .containsEntry("type", "subscribed")
                    .containsEntry("collection", "told")
                    .containsEntry("head", 1)
                    .containsEntry("heartbeat", 20_000)
                    .containsKey("epoch");
            assertThat(data(take(peer))).isEqualTo(new JsonObject("{\"type\":\"synced\",\"revision\":1}"));
        }
    }

    @Test
    void aFilterMakesOtherEventsOfAChangeAndASnapshotOfAResource() throws IOException {
        node.put("some/a", "{\"n\":9}");

        try (RawPeer peer = open("/some?snapshot=true&filter=n=gt=5")) {
            List<CloudEvent> beginning = take(peer, 3);
            node.put("some/a", "{\"n\":1}");
            node.put("some/a", "{\"n\":7}");
            List<CloudEvent> after = take(peer, 2);

            assertThat(beginning.get(1))
                    .extracting(CloudEventsWatchTest::brief)
                    .isEqualTo("resource.snapshot E:1:snapshot a");
            assertThat(beginning.get(1).getTime()).isNotNull();
            assertThat(after)
                    .extracting(CloudEventsWatchTest::brief)
                    .containsExactly("resource.left E:2:left a", "resource.entered E:3:entered a");
            assertThat(after.get(0).getExtension("reason")).isEqualTo("changed");
            assertThat(after.get(0).getData()).isNull();
        }
    }

    @Test
    void eachEventOfASubscriptionCarriesItsNameSecond() throws IOException {
        node.put("named/a", "{}");

        try (RawPeer peer = open("")) {
            peer.sendText("{\"type\":\"subscribe\",\"subscription\":\"s1\",\"collection\":\"named\",\"since\":0}");

            for (String type : List.of("control.subscribed", "resource.created", "control.synced")) {
                assertThat(peer.take(RawPeer.TEXT).text())
                        .startsWith("{\"specversion\":\"1.0\",\"subscription\":\"s1\",\"type\":\"dev.tidings." + type
                                + "\",\"source\":\"/v1/named\",");
            }
            peer.sendText("{\"type\":\"unsubscribe\",\"subscription\":\"s1\"}");
            CloudEvent unsubscribed = take(peer);
            assertThat(unsubscribed.getType()).isEqualTo("dev.tidings.control.unsubscribed");
            assertThat(unsubscribed.getExtension("subscription")).isEqualTo("s1");
        }
    }

    @Test
    void answersThatTellNoPositionAreEventsOfTheirOwnEachTime() {
        try (RawPeer peer = open("")) {
            peer.sendText("{\"type\":\"ping\"}");
            peer.sendText("{\"type\":\"ping\"}");
            peer.sendText("{\"type\":\"publish\"}");
            List<CloudEvent> answers = take(peer, 3);

            assertThat(answers)
                    .extracting(CloudEvent::getType)
                    .containsExactly(
                            "dev.tidings.control.pong", "dev.tidings.control.pong", "dev.tidings.control.error");
            assertThat(answers).extracting(CloudEvent::getId).doesNotHaveDuplicates();
            assertThat(answers)
                    .allSatisfy(event -> assertThat(event.getSource()).hasToString("/v1"));
            assertThat(data(answers.get(2)).getInteger("status")).isEqualTo(400);
        }
    }
}
