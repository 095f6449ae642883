package dev.tidings.feed;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** A whole number in as few bytes as it needs: seven bits a byte, the lowest first, small ones of either sign short. */
final class WireNumber {

    private static final int MAX_SHIFT = 63;

    private WireNumber() {}

    static void write(Buffer to, long value) {
        long rest = (value << 1) ^ (value >> 63); // -1 is 1, 1 is 2, -2 is 3
        while ((rest & ~0x7FL) != 0) {
            to.appendByte((byte) (rest | 0x80));
            rest >>>= 7;
        }
        to.appendByte((byte) rest);
    }

    static long read(ByteBuffer from) {
        long rest = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            byte next = from.get();
            rest |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }
}
