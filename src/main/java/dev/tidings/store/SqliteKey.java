package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An SQL expression for the value at a path of a document, short enough for an index and in one order for all kinds: NULL
 * where nothing can equal or order it (nothing there, or an object); numbers as doubles; texts by
 * code point, cut; above all {@link #UNKNOWN}. A constant is the text of its word.
 *
 * <p>Its text is part of each index: another text is another index.
 */
final class SqliteKey {

    /** Where it takes more to tell: an array on the path, a number that SQLite might read wrong, a document with zeros. */
    static final String UNKNOWN = "x''";

    /** How many characters of a text are in the key. */
    static final int MAX_TEXT = 200;

    /** Of a number's text. SQLite reads an exponent past 10,000 as 10,000: its digits have to be too few to make up for it. */
    private static final int MAX_NUMBER = 100;

    private final String document;
    private final boolean written;

    /**
     * A key.
     *
     * @param document the column
     * @param written whether paths are written out instead of bound
     */
    SqliteKey(String document, boolean written) {
        this.document = document;
        this.written = written;
    }

    /** The part of a text that is in the key, or would be. */
    static String shorten(String text) {
        return text.codePointCount(0, text.length()) <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT));
    }

    Narrowing of(List<String> path) {
        String full = jsonPath(path);
        StringBuilder sql = new StringBuilder("CASE WHEN ").append(odd()).append(" THEN x'' ELSE CASE ");
        sql.append(json("json_type", full)).append(" WHEN 'text' THEN substr(");
        sql.append(json("json_extract", full)).append(", 1, ").append(MAX_TEXT).append(')');
        sql.append(" WHEN 'integer' THEN ").append(number(full));
        sql.append(" WHEN 'real' THEN ").append(number(full));
        sql.append(" WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN 'null'");
        sql.append(" WHEN 'array' THEN x'' WHEN 'object' THEN NULL ELSE ").append(beyondArrays(path));
        return new Narrowing(sql.append(" END END").toString(), parameters(path));
    }

    /** The kind of the value in SQLite's words; NULL where nothing is there. */
    Narrowing type(List<String> path) {
        String full = jsonPath(path);
        return new Narrowing(json("json_type", full), written ? List.of() : List.of(full));
    }

    /** Whether the document has a zero character, at which SQLite ends a member's name. */
    String odd() {
        return "instr(" + document + ", '\\u0000') > 0";
    }

    private String number(String path) {
        String text = "length(" + document + " -> " + argument(path) + ")";
        return "CASE WHEN " + text + " <= " + MAX_NUMBER + " THEN CAST(" + json("json_extract", path)
                + " AS REAL) ELSE x'' END";
    }

    /** Nothing is there, unless the way to it leads through an array. */
    private String beyondArrays(List<String> path) {
        if (path.size() == 1) {
            return "NULL";
        }
        return prefixes(path).stream()
                .map(prefix -> json("json_type", prefix))
                .collect(Collectors.joining(", ", "CASE WHEN 'array' IN (", ") THEN x'' END"));
    }

    private List<Object> parameters(List<String> path) {
        if (written) {
            return List.of();
        }
        String full = jsonPath(path);
        List<Object> parameters = new ArrayList<>(List.of(full, full, full, full, full, full));
        parameters.addAll(prefixes(path));
        return parameters;
    }

    private static List<String> prefixes(List<String> path) {
        List<String> prefixes = new ArrayList<>();
        for (int length = 1; length < path.size(); length++) {
            prefixes.add(jsonPath(path.subList(0, length)));
        }
        return prefixes;
    }

    private String json(String function, String path) {
        return function + "(" + document + ", " + argument(path) + ")";
    }

    private String argument(String path) {
        return written ? "'" + path.replace("'", "''") + "'" : "?";
    }

    /** SQLite takes a name in quotes as JSON has it. */
    private static String jsonPath(List<String> path) {
        return path.stream()
                .map(name -> ".\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining("", "$", ""));
    }
}
