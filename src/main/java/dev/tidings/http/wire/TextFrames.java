package dev.tidings.http.wire;

import java.nio.charset.StandardCharsets;

/** A server's text messages as they stand on the wire: RFC 6455 section 5.2, one frame each, unmasked. */
public final class TextFrames {

    private static final byte FIN_TEXT = (byte) 0x81;
    private static final int MAX_SHORT = 0xFFFF;
    private static final int MAX_TINY = 125;

    private TextFrames() {}

    public static byte[] frame(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[headerLength(text.length) + text.length];
        int at = putHeader(frame, 0, text.length);
        System.arraycopy(text, 0, frame, at, text.length);
        return frame;
    }

    /** How many of a frame's bytes are its header. */
    public static int headerOf(byte[] frame) {
        return switch (frame[1]) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    static int headerLength(int payload) {
        if (payload <= MAX_TINY) {
            return 2;
        }
        return payload <= MAX_SHORT ? 4 : 10;
    }

    /** Puts the header of a frame with this payload; the answer is where the payload begins. */
    static int putHeader(byte[] wire, int from, int payload) {
        int at = from;
        wire[at++] = FIN_TEXT;
        int lengthBytes = headerLength(payload) - 2;
        wire[at++] = (byte) (lengthBytes == 0 ? payload : lengthBytes == 2 ? 126 : 127);
        for (int i = lengthBytes - 1; i >= 0; i--) {
            wire[at++] = (byte) (i > 3 ? 0 : payload >>> (8 * i));
        }
        return at;
    }
}
