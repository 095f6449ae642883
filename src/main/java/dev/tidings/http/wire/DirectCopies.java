package dev.tidings.http.wire;

import dev.tidings.feed.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * The chunks that this event loop sent last, each copied once into memory that the kernel reads from: a broadcast to a
 * thousand sockets copies its bytes once and not a thousand times. A copy lives until it was pushed out here and the last
 * socket that still has some of it waiting is done.
 */
final class DirectCopies {

    private static final int KEPT = 4;

    private static final FastThreadLocal<DirectCopies> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected DirectCopies initialValue() {
            return new DirectCopies();
        }

        @Override
        protected void onRemoval(DirectCopies copies) {
            copies.release();
        }
    };

    private final Chunk[] chunks = new Chunk[KEPT];
    private final ByteBuf[] copies = new ByteBuf[KEPT];
    private int next;

    private DirectCopies() {}

    /** A view of some bytes of a chunk, to be released once by whoever gets it. */
    static ByteBuf of(Chunk chunk, int from, int length) {
        return OF_LOOP.get().copyOf(chunk).retainedSlice(from, length);
    }

    private ByteBuf copyOf(Chunk chunk) {
        for (int i = 0; i < KEPT; i++) {
            if (chunks[i] == chunk) {
                return copies[i];
            }
        }
        return keep(chunk);
    }

    private ByteBuf keep(Chunk chunk) {
        int place = next++ % KEPT;
        if (copies[place] != null) {
            copies[place].release();
        }
        byte[] bytes = chunk.bytes();
        chunks[place] = chunk;
        copies[place] =
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
        return copies[place];
    }

    private void release() {
        for (ByteBuf copy : copies) {
            if (copy != null) {
                copy.release();
            }
        }
    }
}
