package dev.tidings.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Slice;
import dev.tidings.http.watch.JsonFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

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

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
