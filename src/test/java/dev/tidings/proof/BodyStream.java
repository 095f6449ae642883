package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an HTTP/1.1 message (RFC 9112, section 6). Closing it leaves the connection open. */
abstract class BodyStream extends InputStream {

    final InputStream in;

    BodyStream(InputStream in) {
        this.in = in;
    }

    /** A line that ends with CR LF or LF, without its end. */
    static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(120);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended within a line");
            }
            line.write(c);
        }
        String text = line.toString(UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;

    /** Reads at most what is left of a part; an end within the part is an error. */
    final int readPart(byte[] target, int offset, int length, long left) throws IOException {
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the connection ended within a body");
        }
        return count;
    }

    /** A body of known length. */
    static final class Sized extends BodyStream {
        private long left;

        Sized(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = readPart(target, offset, length, left);
            left -= count;
            return count;
        }
    }

    /** A body in chunks (section 7.1); trailers are passed over. */
    static final class Chunked extends BodyStream {
        private long left;
        private boolean ended;

        Chunked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!ended && left == 0) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = readPart(target, offset, length, left);
            left -= count;
            if (left == 0) {
                readLine(in);
            }
            return count;
        }

        private void nextChunk() throws IOException {
            String size = readLine(in).split(";", 2)[0].strip();
            left = Long.parseLong(size, 16);
            if (left == 0) {
                ended = true;
                while (!readLine(in).isEmpty()) {
                    // a trailer
                }
            }
        }
    }
}
