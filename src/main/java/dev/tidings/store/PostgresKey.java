package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * SQL expressions for the value at a path of a document, which fail on none and are short enough for an index. A number's
 * is numeric and exact. A text's is by code point and cut, with {@code =} before it; a constant is the text of its word;
 * above all of them is {@link #UNKNOWN}. Each is NULL where the other is not, and both are where nothing can equal or order
 * the value (nothing there, or an object).
 *
 * <p>Their text is part of each index: another text is another index.
 */
final class PostgresKey {

    /** Where it takes more to tell: an array on the path, or a document that is not in jsonb. */
    static final String UNKNOWN = "?";

    /** How many characters of a text are in the key: PostgreSQL refuses what takes more than 2,704 bytes in an index. */
    static final int MAX_TEXT = 200;

    /** Stands for a number that is bound as its text. */
    static final String NUMBER_MARK = "CAST(? AS numeric)";

    private static final String KNOWN = "=";

    private final String json;
    private final boolean written;

    /**
     * Keys.
     *
     * @param json the column
     * @param written whether paths are written out instead of bound
     */
    PostgresKey(String json, boolean written) {
        this.json = json;
        this.written = written;
    }

    boolean isWritten() {
        return written;
    }

    /**
     * The key of a text, or the part of it that would be in the key. What stands behind a zero character is in no key, and
     * what comes before it is above no text that such a text is above.
     */
    static String known(String text) {
        int zero = text.indexOf(0);
        String whole = zero < 0 ? text : text.substring(0, zero);
        return KNOWN
                + (whole.codePointCount(0, whole.length()) <= MAX_TEXT
                        ? whole
                        : whole.substring(0, whole.offsetByCodePoints(0, MAX_TEXT)));
    }

    /** The value as jsonb. By names alone: a number of an array's element is none, so no array is passed through. */
    Narrowing value(List<String> path) {
        String steps = path.stream().map(this::step).collect(Collectors.joining());
        return new Narrowing("(" + json + steps + ")", written ? List.of() : List.copyOf(path));
    }

    Narrowing number(List<String> path) {
        Narrowing value = value(path);
        String sql = "(CASE WHEN jsonb_typeof(" + value.sql() + ") = 'number' THEN " + value.sql() + "::numeric END)";
        return new Narrowing(sql, times(value, 2));
    }

    Narrowing text(List<String> path) {
        Narrowing value = value(path);
        String sql = "((CASE jsonb_typeof(" + value.sql() + ") WHEN 'string' THEN '" + KNOWN + "' || left("
                + value.sql() + " #>> '{}', " + MAX_TEXT + ") WHEN 'boolean' THEN '" + KNOWN + "' || ("
                + value.sql() + " #>> '{}') WHEN 'null' THEN '" + KNOWN + "null' WHEN 'array' THEN '" + UNKNOWN
                + "' WHEN 'number' THEN NULL WHEN 'object' THEN NULL ELSE CASE WHEN ";
        Narrowing beyond = beyond(path);
        List<Object> parameters = times(value, 3);
        parameters.addAll(beyond.parameters());
        return new Narrowing(sql + beyond.sql() + " THEN '" + UNKNOWN + "' END END) COLLATE \"C\")", parameters);
    }

    /** Whether the document is not in jsonb, or the way to what is not there leads through an array. */
    private Narrowing beyond(List<String> path) {
        StringBuilder sql = new StringBuilder(json).append(" IS NULL");
        List<Object> parameters = new ArrayList<>();
        for (int length = 1; length < path.size(); length++) {
            Narrowing prefix = value(path.subList(0, length));
            sql.append(" OR jsonb_typeof(").append(prefix.sql()).append(") = 'array'");
            parameters.addAll(prefix.parameters());
        }
        return new Narrowing(sql.toString(), parameters);
    }

    private static List<Object> times(Narrowing value, int count) {
        return IntStream.range(0, count)
                .boxed()
                .flatMap(i -> value.parameters().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Whatever {@code standard_conforming_strings} says, E'' reads a backslash in one way. */
    private String step(String name) {
        return written ? " -> E'" + name.replace("\\", "\\\\").replace("'", "''") + "'::text" : " -> CAST(? AS text)";
    }
}
