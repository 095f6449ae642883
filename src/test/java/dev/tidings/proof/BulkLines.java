package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;

/** Lines that are made while they are read, so that any number of them takes no memory. */
final class BulkLines extends InputStream {

    private final int count;
    private final IntFunction<String> line;
    private byte[] current = new byte[0];
    private int offset;
    private int made;

    /** @param line the line of this number, from 0, without its end */
    BulkLines(int count, IntFunction<String> line) {
        this.count = count;
        this.line = line;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) {
        if (offset == current.length) {
            if (made == count) {
                return -1;
            }
            current = (line.apply(made++) + "\n").getBytes(UTF_8);
            offset = 0;
        }
        int copied = Math.min(length, current.length - offset);
        System.arraycopy(current, offset, target, start, copied);
        offset += copied;
        return copied;
    }
}
