package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.http.exchange.ChangeFrames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameFormatsTest {

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void aSocketsFrameKnowsItsHeaderAndWhereAMemberMayStand(FrameType type) {
        for (int fill : new int[] {0, 100, 70_000}) {
            ResourceEvent event = new ResourceEvent(type, 7, "a", 1, "{\"é\":\"" + "x".repeat(fill) + "\"}", null);

            Frame frame = JsonFrames.INSTANCE.encode("orders", "k3f9", event);

            String message = ChangeFrames.json(event);
            assertThat(text(frame.wire(), frame.header())).isEqualTo(message);
            assertThat(text(Arrays.copyOf(frame.wire(), frame.splice()), frame.header()))
                    .isEqualTo("{\"type\":\"" + type.word() + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource(FrameType.class)
    void aCloudEventKnowsTheSameOfItself(FrameType type) {
        for (int fill : new int[] {0, 1_000, 70_000}) {
            ResourceEvent event = new ResourceEvent(type, 7, "a", 1, "{\"é\":\"" + "x".repeat(fill) + "\"}", null);

            Frame frame = CloudEventsFrames.INSTANCE.encode("orders", "k3f9", event);

            assertThat(text(frame.wire(), frame.header()))
                    .startsWith("{\"specversion\":\"1.0\",\"type\":\"dev.tidings.resource." + type.word() + "\",")
                    .endsWith(",\"data\":" + event.resource() + "}");
            assertThat(text(Arrays.copyOf(frame.wire(), frame.splice()), frame.header()))
                    .isEqualTo("{\"specversion\":\"1.0\"");
        }
    }

    @Test
    void aTombstonesCloudEventHasNeitherTimeNorData() {
        ResourceEvent event = new ResourceEvent(FrameType.DELETED, 7, "a", 0, null, null);

        Frame frame = CloudEventsFrames.INSTANCE.encode("orders", "k3f9", event);

        assertThat(text(frame.wire(), frame.header()))
                .isEqualTo(
                        "{\"specversion\":\"1.0\",\"type\":\"dev.tidings.resource.deleted\",\"source\":\"/v1/orders\","
                                + "\"id\":\"k3f9:7\",\"subject\":\"a\",\"sequence\":\"00000000000000000007\"}");
    }

    @Test
    void anEventsBytesAreOneBlock() {
        ResourceEvent event = new ResourceEvent(FrameType.DELETED, 7, "a", 0, null, null);

        Frame frame = EventStreamFrames.INSTANCE.encode("orders", "k3f9", event);

        assertThat(text(frame.wire(), 0))
                .isEqualTo("event: deleted\nid: k3f9:7\ndata: {\"type\":\"deleted\",\"revision\":7,\"id\":\"a\"}\n\n");
        assertThat(text(frame.wire(), frame.header())).startsWith("{\"type\"");
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
