package dev.tidings.feed;

import dev.tidings.feed.Heard.Changes;
import dev.tidings.feed.Heard.Hint;
import dev.tidings.feed.Heard.Noise;
import dev.tidings.model.Change;
import dev.tidings.store.CommittedBatch;
import io.vertx.core.buffer.Buffer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A committed batch as bytes between nodes.
 *
 * <p>Two parts are the same in every version, now and later, so that nodes of several versions can work together while
 * they are replaced one by one: the beginning, which is all that a node reads of a version that it does not know (it takes
 * the rest from the log), and the signature at the end.
 *
 * <pre>
 * version 1 byte | flags 1 byte: 1 signed, 2 with changes
 * collection, epoch: each a length of 1 byte and that many bytes of UTF-8
 * first, last: revisions, 8 bytes each
 * -- in version 1, where there are changes: the time of the commit, 8 bytes; the changes, see {@link ChangeFormat}
 * signature: 32 bytes over all that is before it, where flags say so
 * </pre>
 */
final class BatchFormat {

    static final byte VERSION = 1;

    /** A message that would be larger only says that the changes are there. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int SIGNED = 1;
    private static final int WITH_CHANGES = 2;
    private static final int LEAST_CHANGE = 5;

    private record Head(int version, int flags, String collection, String epoch, long first, long last) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    private final Seal seal;

    BatchFormat(Seal seal) {
        this.seal = seal;
    }

    byte[] write(CommittedBatch batch) {
        int weight = 0;
        for (Change change : batch.changes()) {
            weight += change.weight();
            if (weight > MAX_BYTES) {
                return hint(batch);
            }
        }
        byte[] whole = whole(batch);
        return whole.length > MAX_BYTES ? hint(batch) : whole;
    }

    private byte[] whole(CommittedBatch batch) {
        Buffer to = head(batch, WITH_CHANGES);
        long wall = CommitTime.now().toWall(batch.committedAt());
        to.appendLong(wall);
        batch.changes().forEach(change -> ChangeFormat.write(to, change, wall));
        return sealed(to);
    }

    private byte[] hint(CommittedBatch batch) {
        return sealed(head(batch, 0));
    }

    private Buffer head(CommittedBatch batch, int flags) {
        Buffer to = Buffer.buffer(1024).appendByte(VERSION).appendByte((byte) (flags | (seal.signs() ? SIGNED : 0)));
        WireText.writeShort(to, batch.collection());
        WireText.writeShort(to, batch.epoch());
        return to.appendLong(batch.first()).appendLong(batch.last());
    }

    private byte[] sealed(Buffer to) {
        if (seal.signs()) {
            byte[] message = to.getBytes();
            to.appendBytes(seal.sign(message, message.length));
        }
        return to.getBytes();
    }

    /** What the bytes say. Never throws. */
    Heard read(byte[] message) {
        try {
            return readWhole(message);
        } catch (BufferUnderflowException | IllegalArgumentException garbled) {
            return new Noise("it is garbled");
        }
    }

    private Heard readWhole(byte[] message) {
        if (seal.signs() && !seal.isOn(message)) {
            return new Noise("its signature is not that of cluster.secret");
        }
        ByteBuffer from = ByteBuffer.wrap(message);
        Head head = readHead(from);
        if (head.has(SIGNED) != seal.signs()) {
            return new Noise("it is signed, and cluster.secret is not set here");
        }
        if (head.first() < 1 || head.last() < head.first()) {
            return new Noise("its revisions are none");
        }
        if (head.version() != VERSION || !head.has(WITH_CHANGES)) {
            return new Hint(head.collection(), head.epoch(), head.last());
        }
        from.limit(from.limit() - (seal.signs() ? Seal.BYTES : 0));
        return new Changes(readChanges(from, head));
    }

    private static Head readHead(ByteBuffer from) {
        return new Head(
                Byte.toUnsignedInt(from.get()),
                from.get(),
                WireText.readShort(from),
                WireText.readShort(from),
                from.getLong(),
                from.getLong());
    }

    private static CommittedBatch readChanges(ByteBuffer from, Head head) {
        long wall = from.getLong();
        long count = head.last() - head.first() + 1;
        if (count > from.remaining() / LEAST_CHANGE) {
            throw new IllegalArgumentException("more changes than bytes");
        }
        List<Change> changes = new ArrayList<>((int) count);
        for (long revision = head.first(); revision <= head.last(); revision++) {
            changes.add(ChangeFormat.read(from, revision, wall));
        }
        if (from.hasRemaining()) {
            throw new IllegalArgumentException("bytes behind the last change");
        }
        return new CommittedBatch(
                head.collection(), head.epoch(), changes, CommitTime.now().fromWall(wall));
    }
}
