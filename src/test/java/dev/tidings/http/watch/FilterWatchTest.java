package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.wire.RawPeer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of watch with a filter, on a whole node whose bus loses some messages. */
class FilterWatchTest {

    private static final String BIG = "filter=n=gt=5";
    private static final String[] TOLD = {
        "created 2 b", "entered 3 a", "updated 4 a", "left 5 b", "deleted 7 a", "created 9 end"
    };

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

    /** Changes of each kind, of what matches {@link #BIG} and of what does not; {@link #TOLD} is what a watcher hears. */
    private static void changes(String collection) throws IOException {
        node.put(collection + "/a", "{\"n\":1}");
        node.put(collection + "/b", "{\"n\":9}");
        node.put(collection + "/a", "{\"n\":7,\"m\":1}");
        node.put(collection + "/a", "{\"n\":8,\"m\":1}");
        node.put(collection + "/b", "{\"n\":2}");
        node.delete(collection + "/b");
        node.delete(collection + "/a");
        node.put(collection + "/c", "{\"n\":1}");
        node.put(collection + "/end", "{\"n\":6}");
    }

    private static RawPeer socket(String target) {
        return node.watch("/" + target);
    }

    private static String frame(RawPeer peer) {
        return peer.take(RawPeer.TEXT).text();
    }

    private static String told(String frame) {
        JsonObject json = new JsonObject(frame);
        return json.getString("type") + " " + json.getLong("revision") + " " + json.getString("id");
    }

    /** So many frames. */
    private static List<String> take(RawPeer peer, int count) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(told(frame(peer)));
        }
        return frames;
    }

    @Test
    void aSocketIsToldWhatEntersAndLeavesAndNothingOfWhatNeverMatched() throws IOException {
        try (RawPeer peer = socket("live?" + BIG)) {
            assertThat(told(frame(peer))).isEqualTo("subscribed 0 null");

            changes("live");

            assertThat(take(peer, TOLD.length)).containsExactly(TOLD);
        }
    }

    @Test
    void whatLeftHasNoContent() throws IOException {
        try (RawPeer peer = socket("left?" + BIG)) {
            frame(peer);
            node.put("left/a", "{\"n\":6}");
            frame(peer);
            node.put("left/a", "{\"n\":5}");

            assertThat(frame(peer))
                    .matches(
                            "\\{\"type\":\"left\",\"revision\":2,\"time\":\"[^\"]+\",\"id\":\"a\",\"reason\":\"changed\"}");
        }
    }

    @Test
    void aStreamIsToldTheSame() throws IOException {
        try (RawPeer peer = RawPeer.connect(node.port())) {
            EventReader events = EventReader.open(peer, "/v1/stream?" + BIG);
            assertThat(events.take()).startsWith("retry:");
            assertThat(events.take()).startsWith("event: subscribed");

            changes("stream");

            for (String expected : TOLD) {
                String event = events.take();
                assertThat(event).startsWith("event: " + expected.substring(0, expected.indexOf(' ')) + "\n");
                assertThat(told(event.substring(event.indexOf("data: ") + 6))).isEqualTo(expected);
            }
        }
    }

    @Test
    void aReplayTellsWhatALiveWatchWasTold() throws IOException {
        changes("replay");

        try (RawPeer peer = socket("replay?since=0&" + BIG)) {
            assertThat(told(frame(peer))).isEqualTo("subscribed 0 null");
            assertThat(take(peer, TOLD.length)).containsExactly(TOLD);
            assertThat(told(frame(peer))).isEqualTo("synced 9 null");
        }
        try (RawPeer peer = socket("replay?since=5&" + BIG)) {
            frame(peer);
            assertThat(take(peer, 3)).containsExactly("deleted 7 a", "created 9 end", "synced 9 null");
        }
    }

    @Test
    void theLatestOfEachResourceIsOfTheFramesThatWereSelected() throws IOException {
        changes("latest");

        try (RawPeer peer = socket("latest?since=0&mode=latest&" + BIG)) {
            frame(peer);
            assertThat(take(peer, 4)).containsExactly("left 5 b", "deleted 7 a", "created 9 end", "synced 9 null");
        }
    }

    @Test
    void aSnapshotHasWhatMatchesAndGoesOnWithWhatEntersAndLeaves() throws IOException {
        changes("snapshot");

        try (RawPeer peer = socket("snapshot?snapshot=true&" + BIG)) {
            frame(peer);
            assertThat(take(peer, 2)).containsExactly("snapshot 9 end", "synced 9 null");
            node.put("snapshot/c", "{\"n\":9}");
            node.put("snapshot/end", "{}");
            assertThat(take(peer, 2)).containsExactly("entered 10 c", "left 11 end");
        }
    }

    @Test
    void aSnapshotWithAPositionThatIsGoneBeginsAnewWithItsFilter() throws IOException {
        changes("reset");

        try (RawPeer peer = socket("reset?snapshot=true&since=other:3&" + BIG)) {
            assertThat(frame(peer)).contains("\"reset\":true");
            assertThat(take(peer, 2)).containsExactly("snapshot 9 end", "synced 9 null");
        }
    }

    @Test
    void oneResourceIsWatchedWhileItMatches() throws IOException {
        try (RawPeer peer = socket("one/a?" + BIG)) {
            frame(peer);
            changes("one");
            node.put("one/a", "{\"n\":10}");

            assertThat(take(peer, 4)).containsExactly("entered 3 a", "updated 4 a", "deleted 7 a", "created 10 a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n=gt=5;m==1", "n=gt=5%3Bm==1", "n%3Dgt%3D5%3Bm%3D%3D1", "n=gt=5;m=in=(1)"})
    void aSemicolonIsPartOfTheFilter(String filter) throws IOException {
        String collection = "semicolon" + filter.length();
        try (RawPeer socket = socket(collection + "?" + "filter=" + filter);
                RawPeer peer = RawPeer.connect(node.port())) {
            EventReader stream = EventReader.open(peer, "/v1/" + collection + "?filter=" + filter);
            frame(socket);
            stream.take();
            stream.take();

            node.put(collection + "/a", "{\"n\":9}");
            node.put(collection + "/b", "{\"m\":1}");
            node.put(collection + "/c", "{\"n\":9,\"m\":1}");

            assertThat(told(frame(socket))).isEqualTo("created 3 c");
            assertThat(stream.take()).startsWith("event: created\nid: ").contains("\"revision\":3,");
        }
    }

    @Test
    void fieldsSelectNoFramesAndAFilterMayUseWhatTheyLeaveOut() throws IOException {
        try (RawPeer peer = socket("fields?fields=m&" + BIG)) {
            frame(peer);
            node.put("fields/a", "{\"n\":7,\"m\":1}");
            node.put("fields/a", "{\"n\":8,\"m\":1}");

            assertThat(frame(peer)).endsWith("\"resource\":{\"id\":\"a\",\"revision\":1,\"m\":1}}");
            assertThat(frame(peer))
                    .startsWith("{\"type\":\"updated\",\"revision\":2,")
                    .endsWith("\"resource\":{\"id\":\"a\",\"revision\":2,\"m\":1}}");
        }
    }

    @Test
    void eachSubscriptionOfASocketHasItsOwnFilter() throws IOException {
        try (RawPeer peer = RawPeer.connect(node.port()).upgrade("/v1")) {
            subscribe(peer, "low", "n=le=5");
            subscribe(peer, "high", "n=gt=5;id=in=(a,b)");
            subscribe(peer, "none", "n==absent");

            node.put("many/a", "{\"n\":1}");
            node.put("many/a", "{\"n\":9}");
            node.put("many/b", "{\"n\":2}");

            List<String> low = new ArrayList<>();
            List<String> high = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String frame = frame(peer);
                boolean isLow = new JsonObject(frame).getString("subscription").equals("low");
                (isLow ? low : high).add(told(frame));
            }
            assertThat(low).containsExactly("created 1 a", "left 2 a", "created 3 b");
            assertThat(high).containsExactly("entered 2 a");
        }
    }

    private static void subscribe(RawPeer peer, String name, String filter) {
        peer.sendText(new JsonObject()
                .put("type", "subscribe")
                .put("subscription", name)
                .put("collection", "many")
                .put("filter", filter)
                .encode());
        assertThat(frame(peer)).startsWith("{\"type\":\"subscribed\",\"subscription\":\"" + name + "\",");
    }

    @Test
    void aFilterOf2KiBPassesAnUpgradeAndATargetOver8KiBDoesNot() {
        String longest = "n=='" + "%E2%82%AC".repeat(680) + "'"; // 2,045 bytes of filter
        try (RawPeer peer = socket("long?filter=" + longest)) {
            assertThat(frame(peer)).startsWith("{\"type\":\"subscribed\"");
        }
        try (RawPeer peer = RawPeer.connect(node.port())) {
            assertThat(peer.handshake("/v1/long?filter=" + longest + "%20".repeat(800)))
                    .startsWith("HTTP/1.1 414 ");
        }
    }
}
