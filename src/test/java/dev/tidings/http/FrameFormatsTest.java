package dev.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.feed.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFormatsTest {

    private static final byte[] MEMBER = ",\"subscription\":\"é\"".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({"0, 8100", "125, 817D", "126, 817E007E", "65535, 817EFFFF", "65536, 817F0000000000010000"})
    void aTextFrameHasTheShortestHeader(int length, String header) {
        byte[] wire = TextFrames.frame("x".repeat(length));

        StringBuilder head = new StringBuilder();
        for (int i = 0; i < wire.length - length; i++) {
            head.append(String.format("%02X", wire[i]));
        }
        assertThat(head.toString()).isEqualTo(header);
    }

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

    @Test
    void anEventsBytesAreOneBlock() {
        ResourceEvent event = new ResourceEvent(FrameType.DELETED, 7, "a", 0, null, null);

        Frame frame = EventStreamFrames.INSTANCE.encode("orders", "k3f9", event);

        assertThat(text(frame.wire(), 0))
                .isEqualTo("event: deleted\nid: k3f9:7\ndata: {\"type\":\"deleted\",\"revision\":7,\"id\":\"a\"}\n\n");
        assertThat(text(frame.wire(), frame.header())).startsWith("{\"type\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 60_000, 65_500, 70_000})
    void splicedFramesAreTheSameOnesWithOneMemberMore(int weight) {
        Chunk chunk = Chunks.of(JsonFrames.INSTANCE, 1, 5, weight);
        Slice slice = new Slice(List.of(new Slice.Run(chunk, 0, 1), new Slice.Run(chunk, 2, 5)));
        List<String> texts = new ArrayList<>();
        Messages.each(slice, MEMBER, texts::add);

        byte[] wire = Messages.wire(slice, MEMBER);

        byte[] expected = new byte[0];
        for (String text : texts) {
            assertThat(text).startsWith("{\"type\":\"updated\",\"subscription\":\"é\",\"revision\":");
            expected = joined(expected, TextFrames.frame(text));
        }
        assertThat(texts).hasSize(4);
        assertThat(wire).isEqualTo(expected);
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
