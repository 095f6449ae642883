package dev.tidings.http.watch;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Slice;
import io.vertx.core.buffer.Buffer;

/**
 * The chunk that the streams of one event loop sent last, as a buffer: each stream gets a view of its bytes and not a copy.
 * Confined to its loop.
 */
final class SharedBuffers {

    private Chunk chunk;
    private Buffer bytes;

    /** The bytes of a slice; not to be written to. */
    Buffer of(Slice slice) {
        if (slice.runs().size() == 1) {
            Slice.Run run = slice.runs().get(0);
            return buffer(run.chunk())
                    .slice(run.chunk().offset(run.from()), run.chunk().offset(run.to()));
        }
        Buffer all = Buffer.buffer();
        for (Slice.Run run : slice.runs()) {
            int from = run.chunk().offset(run.from());
            all.appendBytes(run.chunk().bytes(), from, run.chunk().offset(run.to()) - from);
        }
        return all;
    }

    private Buffer buffer(Chunk wanted) {
        if (wanted != chunk) {
            chunk = wanted;
            bytes = Buffer.buffer(wanted.bytes());
        }
        return bytes;
    }
}
