package dev.tidings.proof.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a stream may tell of a log of five changes, and what it may not. */
class StreamCheckTest {

    private static final LoggedChange A1 = change(1, "created", "a");
    private static final LoggedChange B2 = change(2, "created", "b");
    private static final LoggedChange A3 = change(3, "updated", "a");
    private static final LoggedChange B4 = change(4, "deleted", "b");
    private static final LoggedChange A5 = change(5, "updated", "a");
    private static final List<LoggedChange> LOG = List.of(A1, B2, A3, B4, A5);

    private static LoggedChange change(long revision, String type, String id) {
        return LoggedChange.of(read(frame(type, revision, id)));
    }

    private static String frame(String type, long revision, String id) {
        return """
                {"type":"%s","revision":%d,"time":"2026-01-01T00:00:00.000Z","id":"%s","resource":{"id":"%s","mark":"m%d"}}"""
                .formatted(type, revision, id, id, revision);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(json, broken);
        }
    }

    private static String mute(String type, long revision) {
        return "{\"type\":\"" + type + "\",\"revision\":" + revision + "}";
    }

    private static String subscribed(long revision, long head) {
        return """
                {"type":"subscribed","revision":%d,"collection":"c","epoch":"e","head":%d,"heartbeat":20000}"""
                .formatted(revision, head);
    }

    private static final WatchRequest ALL = WatchRequest.all("c");

    private static List<String> told(WatchRequest request, String... frames) {
        Recording recording = new Recording("w", () -> 0);
        session(recording, request, frames);
        return faultsOf(recording);
    }

    private static void session(Recording recording, WatchRequest request, String... frames) {
        recording.begin("n", request);
        for (String frame : frames) {
            recording.accept(read(frame));
        }
    }

    private static List<String> faultsOf(Recording recording) {
        TreeMap<Long, LoggedChange> changes = new TreeMap<>();
        LOG.forEach(change -> changes.put(change.revision(), change));
        Faults faults = new Faults("w");
        new StreamCheck(new Log("e", 0, changes), recording.history(), faults).run();
        return faults.found();
    }

    private static final String[] LIVE = {
        subscribed(0, 0),
        frame("created", 1, "a"),
        frame("created", 2, "b"),
        frame("updated", 3, "a"),
        mute("bookmark", 3),
        frame("deleted", 4, "b"),
        frame("updated", 5, "a")
    };

    private static String[] liveWithout(int left) {
        List<String> frames = new ArrayList<>(List.of(LIVE));
        frames.remove(left);
        return frames.toArray(String[]::new);
    }

    @Test
    void aWatcherThatWasToldEverythingIsRight() {
        assertThat(told(ALL, LIVE)).isEmpty();
    }

    @Test
    void anyMissingChangeIsFound() {
        for (int i : new int[] {1, 2, 3, 5, 6}) {
            assertThat(told(ALL, liveWithout(i))).as(LIVE[i]).isNotEmpty();
        }
    }

    @Test
    void aChangeToldTwiceIsFound() {
        assertThat(told(ALL, subscribed(4, 4), frame("updated", 5, "a"), frame("updated", 5, "a")))
                .isNotEmpty();
    }

    @Test
    void changesOutOfOrderAreFound() {
        String[] frames = LIVE.clone();
        frames[1] = LIVE[2];
        frames[2] = LIVE[1];
        assertThat(told(ALL, frames)).isNotEmpty();
    }

    @Test
    void aBookmarkAheadOfWhatWasSentIsFound() {
        assertThat(told(ALL, subscribed(3, 3), mute("bookmark", 4), frame("deleted", 4, "b"), frame("updated", 5, "a")))
                .isNotEmpty();
    }

    @Test
    void anotherContentOrTypeIsFound() {
        assertThat(told(ALL, subscribed(4, 4), frame("created", 5, "a"))).isNotEmpty();
        assertThat(told(ALL, subscribed(4, 4), frame("updated", 5, "a").replace("m5", "m3")))
                .isNotEmpty();
    }

    @Test
    void aSnapshotMayLeaveOutWhatChangesMeanwhile() {
        assertThat(told(
                        ALL.withSnapshot(),
                        subscribed(0, 3),
                        frame("snapshot", 3, "a"),
                        frame("deleted", 4, "b"),
                        mute("synced", 4),
                        frame("updated", 5, "a")))
                .isEmpty();
    }

    @Test
    void aSnapshotThatForgetsAResourceIsFound() {
        assertThat(told(
                        ALL.withSnapshot(),
                        subscribed(0, 3),
                        frame("snapshot", 3, "a"),
                        mute("synced", 3),
                        frame("deleted", 4, "b"),
                        frame("updated", 5, "a")))
                .isNotEmpty();
    }

    @Test
    void aSnapshotCutOffAnywhereMayBeResumed() {
        String[] whole = {subscribed(0, 3), frame("snapshot", 2, "b"), frame("snapshot", 3, "a"), mute("synced", 3)};
        for (int cut = 1; cut <= whole.length; cut++) {
            Recording recording = new Recording("w", () -> 0);
            session(
                    recording,
                    ALL.withSnapshot(),
                    List.of(whole).subList(0, cut).toArray(String[]::new));
            List<String> rest = new ArrayList<>(List.of(subscribed(recording.revision(), 5)));
            for (int i = 1; i < LIVE.length; i++) {
                boolean bookmark = i == 4;
                if (!bookmark && read(LIVE[i]).path("revision").asLong() > recording.revision()) {
                    rest.add(LIVE[i]);
                }
            }
            rest.add(mute("synced", 5));
            session(recording, ALL.from(recording.position()), rest.toArray(String[]::new));
            assertThat(faultsOf(recording)).as("cut at %d", cut).isEmpty();
        }
    }

    @Test
    void aResumeThatNeverSyncsOrSyncsTooSoonIsFound() {
        WatchRequest since = ALL.from(new Position("e", 4));
        assertThat(told(since, subscribed(4, 5), frame("updated", 5, "a"))).isNotEmpty();
        assertThat(told(since, subscribed(4, 5), mute("synced", 4), frame("updated", 5, "a")))
                .isNotEmpty();
        assertThat(told(since, subscribed(4, 5), frame("updated", 5, "a"), mute("synced", 5)))
                .isEmpty();
    }

    @Test
    void onlyTheLatestIsEnoughWhereItWasAskedFor() {
        WatchRequest latest = ALL.from(new Position("e", 0)).onlyLatest();
        String[] frames = {subscribed(0, 5), frame("deleted", 4, "b"), frame("updated", 5, "a"), mute("synced", 5)};
        assertThat(told(latest, frames)).isEmpty();
        assertThat(told(latest, frames[0], frames[2], frames[3])).isNotEmpty();
        assertThat(told(ALL.from(new Position("e", 0)), frames)).isNotEmpty();
    }

    @Test
    void ofOneResourceOnlyItsOwnChangesAreDue() {
        WatchRequest one = WatchRequest.one("c", "b");
        assertThat(told(one, subscribed(0, 0), frame("created", 2, "b"), frame("deleted", 4, "b"), mute("bookmark", 5)))
                .isEmpty();
        assertThat(told(one, subscribed(0, 0), frame("created", 2, "b"), mute("bookmark", 5)))
                .isNotEmpty();
    }

    @Test
    void ofAFilterOnlyWhatEntersStaysOrLeavesIsDue() {
        Filter first = new Filter(
                "mark==m1", resource -> resource.path("mark").asText().equals("m1"));
        String left = "{\"type\":\"left\",\"revision\":3,\"id\":\"a\",\"reason\":\"changed\"}";
        String created = frame("created", 1, "a");
        WatchRequest asked = ALL.where(first);
        assertThat(told(asked, subscribed(0, 0), created, left)).isEmpty();
        assertThat(told(asked, subscribed(0, 0), created)).isNotEmpty();
        assertThat(told(asked, subscribed(0, 0), created, frame("updated", 3, "a")))
                .isNotEmpty();
        Filter third = new Filter(
                "mark==m3", resource -> resource.path("mark").asText().equals("m3"));
        String[] comes = {subscribed(0, 0), frame("entered", 3, "a"), left.replace("3", "5")};
        assertThat(told(ALL.where(third), comes)).isEmpty();
        comes[1] = frame("updated", 3, "a");
        assertThat(told(ALL.where(third), comes)).isNotEmpty();
    }

    @Test
    void anotherEpochIsFound() {
        assertThat(told(ALL.from(new Position("old", 5)), subscribed(5, 5), mute("synced", 5)))
                .isNotEmpty();
        assertThat(told(ALL, subscribed(5, 5).replace("\"e\"", "\"f\""))).isNotEmpty();
    }

    @Test
    void anEndThatNobodyAskedForIsFoundWhereTheLogReachesBack() {
        String error = "{\"type\":\"error\",\"status\":410}";
        assertThat(told(ALL, subscribed(5, 5), error)).isNotEmpty();
    }

    @Test
    void anOutageMayRefuseWhatHasNotBegunAndEndsNothingThatHas() {
        String away = "{\"type\":\"error\",\"status\":503}";
        Recording recording = new Recording("w", () -> 0);
        session(recording, ALL, away);
        assertThat(recording.isRefused()).isTrue();
        session(recording, ALL, LIVE);
        assertThat(recording.isRefused()).isFalse();
        assertThat(faultsOf(recording)).isEmpty();
        assertThat(told(ALL, subscribed(5, 5), away)).isNotEmpty();
        assertThat(told(ALL, away.replace("503", "500"))).isNotEmpty();
    }
}
