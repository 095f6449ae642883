package dev.tidings.http.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A client's text message while its fragments come in: bounded, and its UTF-8 checked with each of them, so that a fault is
 * told before the rest was sent. Holds no memory between messages.
 */
final class MessageAssembly {

    private static final byte[] NOTHING = {};

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;
    private int checked;

    MessageAssembly(int limit) {
        this.limit = limit;
    }

    /** Takes the next fragment; the answer is what is wrong with it. */
    Optional<CloseCode> add(Buffer fragment, boolean last) {
        if (fragment.length() > limit - length) {
            return Optional.of(CloseCode.TOO_BIG);
        }
        makeRoomFor(fragment.length());
        fragment.getBytes(bytes, length);
        length += fragment.length();
        return isUtf8(last) ? Optional.empty() : Optional.of(CloseCode.NOT_UTF8);
    }

    /** The message, once its last fragment is there; the next one begins empty. */
    byte[] take() {
        byte[] message = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        bytes = NOTHING;
        length = 0;
        checked = 0;
        return message;
    }

    /** Grows by doubling, so that a message of very many fragments is not copied with each of them. */
    private void makeRoomFor(int more) {
        if (length + more > bytes.length) {
            int doubled = length == 0 ? more : Math.max(length + more, 2 * length);
            bytes = Arrays.copyOf(bytes, Math.min(limit, doubled));
        }
    }

    /** Reads on from the last whole character, so that one may be split between fragments. */
    private boolean isUtf8(boolean last) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is malformed
        ByteBuffer rest = ByteBuffer.wrap(bytes, checked, length - checked);
        boolean fine = !decoder.decode(rest, CharBuffer.allocate(rest.remaining() + 1), last)
                .isError();
        checked = rest.position();
        return fine;
    }
}
