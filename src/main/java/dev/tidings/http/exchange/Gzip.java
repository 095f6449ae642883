package dev.tidings.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The one content coding that answers come in. */
final class Gzip {

    /** Below this an answer travels in one packet anyway. */
    static final int MIN_SIZE = 1024;

    private Gzip() {}

    /** Compresses: about 10 ms a mebibyte. */
    static Buffer compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = fast(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static GZIPOutputStream fast(ByteArrayOutputStream out) throws IOException {
        return new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
