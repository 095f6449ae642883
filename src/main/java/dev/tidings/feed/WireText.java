package dev.tidings.feed;

import io.vertx.core.buffer.Buffer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A text with its length before it. */
final class WireText {

    private static final int SHORT = 255;

    private WireText() {}

    /** For names and ids, which the model keeps far below 256 bytes. */
    static void writeShort(Buffer to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > SHORT) {
            throw new IllegalArgumentException("not a short text: " + text);
        }
        to.appendByte((byte) bytes.length).appendBytes(bytes);
    }

    static String readShort(ByteBuffer from) {
        return take(from, Byte.toUnsignedInt(from.get()));
    }

    static void write(Buffer to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        WireNumber.write(to, bytes.length);
        to.appendBytes(bytes);
    }

    static String read(ByteBuffer from) {
        long length = WireNumber.read(from);
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException(); // before so much memory is taken
        }
        return take(from, (int) length);
    }

    private static String take(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
