package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An index of what stands at a path of a collection's documents.
 *
 * @param name follows from the definition: whatever changes there makes another index
 * @param definition what follows the name in the statement that makes it
 * @param rows what follows {@code SELECT id FROM} to find rows by it, up to a condition of {@code json}
 * @param json its conditions are those that the index can serve
 */
record PathIndex(String collection, List<String> path, String name, String definition, String rows, JsonSql json) {

    /** Of the names of all such indexes, and of no other. */
    static final String PREFIX = "filter_index_";

    private static final int NAME_BYTES = 12;

    /** The name for an index of this definition. */
    static String name(String definition) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has it", missing);
        }
    }
}
