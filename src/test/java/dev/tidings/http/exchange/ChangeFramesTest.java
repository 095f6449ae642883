package dev.tidings.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeFramesTest {

    @Test
    void aChangeTellsItsRevisionTimeIdAndResource() {
        ResourceEvent event = new ResourceEvent(FrameType.CREATED, 121, "42", 1_000, "{\"id\":\"42\"}", null);

        assertThat(ChangeFrames.json(event))
                .isEqualTo("{\"type\":\"created\",\"revision\":121,\"time\":\"1970-01-01T00:00:01.000Z\","
                        + "\"id\":\"42\",\"resource\":{\"id\":\"42\"}}");
    }

    @Test
    void whatIsNotToldIsLeftOut() {
        ResourceEvent tombstone = new ResourceEvent(FrameType.DELETED, 7, "a", 0, null, null);

        assertThat(ChangeFrames.json(tombstone)).isEqualTo("{\"type\":\"deleted\",\"revision\":7,\"id\":\"a\"}");
    }

    @Test
    void aSnapshotTellsNoTime() {
        ResourceEvent snapshot = new ResourceEvent(FrameType.SNAPSHOT, 7, "a", 1_000, "{}", null);

        assertThat(ChangeFrames.json(snapshot))
                .isEqualTo("{\"type\":\"snapshot\",\"revision\":7,\"id\":\"a\",\"resource\":{}}");
    }

    @Test
    void whatLeftSaysWhy() {
        ResourceEvent left = new ResourceEvent(FrameType.LEFT, 7, "a", 1, null, "changed");

        assertThat(ChangeFrames.json(left)).endsWith("\"id\":\"a\",\"reason\":\"changed\"}");
    }

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void aSecondMemberCanBeSplicedIn(FrameType type) {
        String frame = ChangeFrames.json(new ResourceEvent(type, 7, "a", 0, "{}", null));

        int at = ChangeFrames.splice(type);

        assertThat(frame.substring(0, at) + ",\"subscription\":\"s\"" + frame.substring(at))
                .startsWith("{\"type\":\"" + type.word() + "\",\"subscription\":\"s\",\"revision\":7,");
    }
}
