package dev.tidings.http.wire;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Frame;
import dev.tidings.feed.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** The messages of a slice, with one more member where that is asked for: moved, never encoded as JSON again. */
final class Messages {

    private static final int LONGEST_HEADER = 10;

    private Messages() {}

    /** Hands over each message as text. */
    static void each(Slice slice, byte[] member, Consumer<String> receiver) {
        for (Slice.Run run : slice.runs()) {
            for (int i = run.from(); i < run.to(); i++) {
                receiver.accept(text(run.chunk().frame(i), member));
            }
        }
    }

    private static String text(Frame frame, byte[] member) {
        byte[] wire = frame.wire();
        return new String(wire, frame.header(), frame.splice() - frame.header(), StandardCharsets.UTF_8)
                + new String(member, StandardCharsets.UTF_8)
                + new String(wire, frame.splice(), wire.length - frame.splice(), StandardCharsets.UTF_8);
    }

    /** All frames of a slice as they go to a socket, each with the member (a comma in front) and a header of its own. */
    static byte[] wire(Slice slice, byte[] member) {
        byte[] wire = new byte[bound(slice, member.length)];
        int at = 0;
        for (Slice.Run run : slice.runs()) {
            for (int i = run.from(); i < run.to(); i++) {
                at = put(wire, at, run.chunk(), i, member);
            }
        }
        return at == wire.length ? wire : Arrays.copyOf(wire, at);
    }

    private static int put(byte[] wire, int from, Chunk chunk, int index, byte[] member) {
        Frame frame = chunk.frame(index);
        byte[] source = frame.wire();
        int payload = source.length - frame.header() + member.length;
        int at = TextFrames.putHeader(wire, from, payload);
        int before = frame.splice() - frame.header();
        System.arraycopy(source, frame.header(), wire, at, before);
        System.arraycopy(member, 0, wire, at + before, member.length);
        at += before + member.length;
        System.arraycopy(source, frame.splice(), wire, at, source.length - frame.splice());
        return at + source.length - frame.splice();
    }

    private static int bound(Slice slice, int member) {
        int bytes = 0;
        for (Slice.Run run : slice.runs()) {
            bytes += run.chunk().offset(run.to()) - run.chunk().offset(run.from());
        }
        return bytes + slice.size() * (member + LONGEST_HEADER);
    }
}
