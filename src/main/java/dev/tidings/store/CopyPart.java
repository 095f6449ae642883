package dev.tidings.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a store is made of, in the order in which it is copied. Collections come last: before its row is there, a collection
 * is nothing that a node which has the target open would find and trim.
 */
public enum CopyPart {
    CHANGES(
            "changes",
            "change",
            "collection, revision",
            "collection, revision, batch, kind, id, at, created_at, before_revision, before_at, bytes, document,"
                    + " before_document"),
    TOMBSTONES("tombstones", "tombstone", "collection, id", "collection, id, revision, at"),
    ANSWERS(
            "idempotency keys",
            "idempotency",
            "principal, method, path, key",
            "principal, method, path, key, request_hash, answer, at"),
    RESOURCES("resources", "resource", "collection, id", "collection, id, revision, created_at, updated_at, document"),
    COLLECTIONS(
            "collections",
            "collection",
            "name",
            "name, revision, floor, tombstone_floor, last_at, resources, log_bytes");

    private static final String COMMA = ", ";

    private final String words;
    private final String table;
    private final String key;
    private final String columns;

    CopyPart(String words, String table, String key, String columns) {
        this.words = words;
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    /** What a person calls them. */
    public String words() {
        return words;
    }

    String table() {
        return table;
    }

    List<String> columns() {
        return List.of(columns.split(COMMA));
    }

    static String tables() {
        return Arrays.stream(values()).map(CopyPart::table).collect(Collectors.joining(COMMA));
    }

    /** A query for all rows in the order of their key, in which they are put in fastest. */
    String rows(CopyMode mode) {
        String expressions = columns().stream()
                .map(column -> mode == CopyMode.RESOURCES ? withoutPast(column) : column)
                .collect(Collectors.joining(COMMA));
        return "SELECT " + expressions + " FROM " + table + " ORDER BY " + key;
    }

    /** A collection whose log is left behind begins at its head. */
    private static String withoutPast(String column) {
        return switch (column) {
            case "floor", "tombstone_floor" -> "revision";
            case "log_bytes" -> "0";
            default -> column;
        };
    }
}
