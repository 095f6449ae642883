package dev.tidings.store;

import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;
import dev.tidings.model.Timestamps;
import dev.tidings.store.ListQuery.SortKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The order of a sorted list as bytes: of two resources, the one whose key is lower, byte by byte and unsigned, comes
 * first. A key has a part for each path; no part is a prefix of another, so parts can stand behind each other.
 */
final class SortOrder {

    private static final byte ABSENT = 1;
    private static final byte NULL = 2;
    private static final byte FALSE = 3;
    private static final byte TRUE = 4;
    private static final byte NUMBER = 5;
    private static final byte STRING = 6;
    private static final byte CONTAINER = 7;

    private final List<SortKey> keys;
    private final boolean needsDocument;

    SortOrder(List<SortKey> keys) {
        this.keys = keys;
        this.needsDocument = keys.stream().anyMatch(key -> !isManaged(key.path().get(0)));
    }

    /** The key of a resource; where there is nothing to sort by, all keys are empty. */
    byte[] key(Resource resource) {
        JsonText document = needsDocument ? JsonText.parse(resource.document(), JsonText.MAX_DEPTH) : null;
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (SortKey sortKey : keys) {
            byte[] part = part(resource, document, sortKey.path());
            if (sortKey.descending()) {
                invert(part);
            }
            key.writeBytes(part);
        }
        return key.toByteArray();
    }

    private static byte[] part(Resource resource, JsonText document, List<String> path) {
        String top = path.get(0);
        if (!isManaged(top)) {
            return find(document, path).map(SortOrder::part).orElse(new byte[] {ABSENT});
        }
        if (path.size() > 1) {
            return new byte[] {ABSENT}; // a managed member is no object
        }
        return switch (top) {
            case "id" -> string(resource.id());
            case "revision" -> number((double) resource.revision());
            case "createdAt" -> string(Timestamps.format(resource.createdAt()));
            default -> string(Timestamps.format(resource.updatedAt()));
        };
    }

    private static boolean isManaged(String member) {
        return switch (member) {
            case "id", "revision", "createdAt", "updatedAt" -> true;
            default -> false;
        };
    }

    private static Optional<JsonText> find(JsonText document, List<String> path) {
        Optional<JsonText> found = Optional.of(document);
        for (String name : path) {
            found = found.flatMap(value -> value.member(name));
        }
        return found;
    }

    private static byte[] part(JsonText value) {
        return switch (value.kind()) {
            case NULL -> new byte[] {NULL};
            case FALSE -> new byte[] {FALSE};
            case TRUE -> new byte[] {TRUE};
            case NUMBER -> number(Double.parseDouble(value.text())); // beyond its range: an infinity
            case STRING -> string(value.string());
            case ARRAY, OBJECT -> new byte[] {CONTAINER};
        };
    }

    /** The bits of a double rise with it once the sign is turned, and for negative ones all other bits as well. */
    private static byte[] number(double value) {
        long bits = Double.doubleToLongBits(value + 0.0); // -0.0 becomes 0.0
        long rising = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return ByteBuffer.allocate(9).put(NUMBER).putLong(rising).array();
    }

    /** UTF-8 rises with the code points. A zero within is marked, so that it stays above the end. */
    private static byte[] string(String value) {
        ByteArrayOutputStream part = new ByteArrayOutputStream(value.length() + 3);
        part.write(STRING);
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            part.write(b);
            if (b == 0) {
                part.write(1);
            }
        }
        part.write(0);
        part.write(0);
        return part.toByteArray();
    }

    private static void invert(byte[] part) {
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) ~part[i];
        }
    }
}
