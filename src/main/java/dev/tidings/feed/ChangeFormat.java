package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Resource;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/**
 * One change in a message, version 1. Its revision is not there, since a batch has no gap; times and revisions are told by
 * how far they are from one that is known, which mostly takes a byte or two.
 *
 * <pre>
 * kind 1 byte | id: length 1 byte, bytes | at, from the commit's time | batch, from the revision
 * before, unless created; after, unless deleted: each
 *     revision, from the change's | createdAt, updatedAt, from at | document: length, bytes of UTF-8
 * </pre>
 */
final class ChangeFormat {

    private ChangeFormat() {}

    static void write(Buffer to, Change change, long wall) {
        to.appendByte(
                switch (change.kind()) {
                    case CREATED -> (byte) 0;
                    case UPDATED -> (byte) 1;
                    case DELETED -> (byte) 2;
                });
        WireText.writeShort(to, change.id());
        WireNumber.write(to, wall - change.at());
        WireNumber.write(to, change.revision() - change.batch());
        if (change.kind() != ChangeKind.CREATED) {
            writeImage(to, change, change.before());
        }
        if (change.kind() != ChangeKind.DELETED) {
            writeImage(to, change, change.after());
        }
    }

    private static void writeImage(Buffer to, Change change, Resource image) {
        WireNumber.write(to, change.revision() - image.revision());
        WireNumber.write(to, change.at() - image.createdAt());
        WireNumber.write(to, change.at() - image.updatedAt());
        WireText.write(to, image.document());
    }

    static Change read(ByteBuffer from, long revision, long wall) {
        ChangeKind kind =
                switch (from.get()) {
                    case 0 -> ChangeKind.CREATED;
                    case 1 -> ChangeKind.UPDATED;
                    case 2 -> ChangeKind.DELETED;
                    default -> throw new IllegalArgumentException("no kind of change");
                };
        String id = WireText.readShort(from);
        long at = wall - WireNumber.read(from);
        long batch = revision - WireNumber.read(from);
        Resource before = kind == ChangeKind.CREATED ? null : readImage(from, id, revision, at);
        Resource after = kind == ChangeKind.DELETED ? null : readImage(from, id, revision, at);
        return new Change(revision, kind, id, at, before, after, batch);
    }

    private static Resource readImage(ByteBuffer from, String id, long revision, long at) {
        long imageRevision = revision - WireNumber.read(from);
        long createdAt = at - WireNumber.read(from);
        long updatedAt = at - WireNumber.read(from);
        return new Resource(id, imageRevision, createdAt, updatedAt, WireText.read(from));
    }
}
