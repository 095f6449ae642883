package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.Names;
import dev.tidings.model.TidingsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A page's place as clients hand it back: base64url of a checksum, the whole key's fingerprint, the id and the key, which
 * may be cut. The checksum covers the collection, the sort and the filter as well, so a token of another list is noticed,
 * and one that was changed.
 *
 * @param fingerprint of the key before it was cut
 */
record PageToken(PagePlace place, long fingerprint) {

    boolean isWhole() {
        return isOf(place);
    }

    /** Whether this is the place that it was made of. */
    boolean isOf(PagePlace whole) {
        return whole.fingerprint() == fingerprint;
    }

    static String write(PagePlace place, ListQuery query) {
        byte[] id = place.id().getBytes(StandardCharsets.US_ASCII);
        byte[] key = place.shortKey();
        ByteBuffer body = ByteBuffer.allocate(Long.BYTES + 1 + id.length + key.length);
        body.putLong(place.fingerprint()).put((byte) id.length).put(id).put(key);
        ByteBuffer token = ByteBuffer.allocate(Integer.BYTES + body.capacity());
        token.putInt(checksum(query, body.array())).put(body.array());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** Reads a query's {@code after}; one that {@link #write} did not make for such a query is a {@code BAD_REQUEST}. */
    static PageToken read(ListQuery query) {
        try {
            ByteBuffer token = ByteBuffer.wrap(Base64.getUrlDecoder().decode(query.after()));
            int checksum = token.getInt();
            byte[] body = rest(token);
            if (checksum != checksum(query, body)) {
                throw unusable();
            }
            return token(ByteBuffer.wrap(body));
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            throw unusable();
        }
    }

    private static PageToken token(ByteBuffer body) {
        long fingerprint = body.getLong();
        byte[] id = new byte[Byte.toUnsignedInt(body.get())];
        body.get(id);
        String name = new String(id, StandardCharsets.US_ASCII);
        if (!Names.isId(name)) {
            throw unusable();
        }
        return new PageToken(new PagePlace(rest(body), name), fingerprint);
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return rest;
    }

    private static int checksum(ListQuery query, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(query.collection().getBytes(StandardCharsets.UTF_8));
        for (ListQuery.SortKey key : query.sort()) {
            crc.update(key.descending() ? 1 : 2);
            for (String name : key.path()) {
                crc.update(name.getBytes(StandardCharsets.UTF_8));
                crc.update(0xff); // which UTF-8 never holds
            }
        }
        if (query.filter() != null) {
            crc.update(3);
            crc.update(query.filter().canonical().getBytes(StandardCharsets.UTF_8));
            crc.update(0xff);
        }
        crc.update(body);
        return (int) crc.getValue();
    }

    private static TidingsException unusable() {
        return TidingsException.of(
                Code.BAD_REQUEST,
                "The parameter after is not the next of a page of this collection with this sort and filter.");
    }
}
