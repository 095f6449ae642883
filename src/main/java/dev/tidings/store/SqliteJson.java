package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import dev.tidings.filter.Narrowing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What SQLite's JSON functions can tell of a document, all by one key for the value at a path. */
final class SqliteJson implements JsonSql {

    /** How far apart, in steps of a double, SQLite's reading of a number and Java's may be. They were never seen two apart. */
    private static final int STEPS = 2;

    private final SqliteKey key;

    private SqliteJson(SqliteKey key) {
        this.key = key;
    }

    /** Over rows {@code r}; paths are parameters. */
    static SqliteJson ofRows() {
        return new SqliteJson(new SqliteKey("r.document", false));
    }

    /** An index of one collection alone; it is named in each query, since SQLite would seldom choose it by itself. */
    static PathIndex index(String collection, List<String> path) {
        SqliteKey key = new SqliteKey("document", true); // its text has to be the same in the index and in a query
        String ofCollection = "collection = '" + collection + "'"; // as a parameter it would not prove the index usable
        String definition = "ON resource (" + key.of(path).sql() + ") WHERE " + ofCollection;
        String name = PathIndex.name(definition);
        String rows = "resource INDEXED BY " + name + " WHERE " + ofCollection + " AND ";
        return new PathIndex(collection, path, name, definition, rows, new SqliteJson(key));
    }

    @Override
    public List<Narrowing> oneOf(List<String> path, List<String> texts, List<String> numbers) {
        List<Object> keys = new ArrayList<>();
        texts.forEach(text -> keys.add(SqliteKey.shorten(text)));
        numbers.forEach(number -> addNeighbours(number, keys));
        Narrowing value = key.of(path);
        List<Object> parameters = join(value.parameters(), keys);
        return List.of(new Narrowing(value.sql() + " IN (" + marks(keys) + SqliteKey.UNKNOWN + ")", parameters));
    }

    /** Above the texts comes what is unknown, so that an open range holds that as well. */
    @Override
    public List<Narrowing> texts(List<String> path, String from, String to) {
        String low = SqliteKey.shorten(from);
        return to == null
                ? List.of(compare(path, " >= ?", low))
                : List.of(compare(path, " BETWEEN ? AND ?", low, SqliteKey.shorten(to)), unknown(path));
    }

    @Override
    public List<Narrowing> numbers(List<String> path, String from, String to) {
        double low = from == null ? Double.NEGATIVE_INFINITY : move(from, -STEPS);
        double high = to == null ? Double.POSITIVE_INFINITY : move(to, STEPS);
        return List.of(compare(path, " BETWEEN ? AND ?", low, high), unknown(path));
    }

    @Override
    public Narrowing present(List<String> path) {
        Narrowing type = key.type(path);
        Narrowing unknown = key.of(path);
        return new Narrowing(
                "(" + type.sql() + " IS NOT NULL OR " + unknown.sql() + " = " + SqliteKey.UNKNOWN + ")",
                join(type.parameters(), unknown.parameters()));
    }

    @Override
    public Narrowing absent(List<String> path) {
        Narrowing type = key.type(path);
        return new Narrowing("(" + type.sql() + " IS NULL OR " + key.odd() + ")", type.parameters());
    }

    @Override
    public Narrowing noneOf(List<String> path, List<String> texts) {
        List<String> exact = texts.stream()
                .filter(text -> text.codePointCount(0, text.length()) < SqliteKey.MAX_TEXT)
                .toList();
        if (exact.isEmpty()) {
            return Narrowing.NONE;
        }
        Narrowing value = key.of(path);
        String list = String.join(", ", Collections.nCopies(exact.size(), "?"));
        return new Narrowing(
                "coalesce(" + value.sql() + ", " + SqliteKey.UNKNOWN + ") NOT IN (" + list + ")",
                join(value.parameters(), exact));
    }

    private Narrowing unknown(List<String> path) {
        return compare(path, " = " + SqliteKey.UNKNOWN);
    }

    private Narrowing compare(List<String> path, String comparison, Object... bounds) {
        Narrowing value = key.of(path);
        List<Object> parameters = join(value.parameters(), List.of(bounds));
        return new Narrowing("(" + value.sql() + comparison + ")", parameters);
    }

    private static void addNeighbours(String number, List<Object> keys) {
        for (int steps = -STEPS; steps <= STEPS; steps++) {
            keys.add(move(number, steps));
        }
    }

    private static double move(String number, int steps) {
        double value = Double.parseDouble(number);
        for (int i = 0; i < Math.abs(steps); i++) {
            value = steps < 0 ? Math.nextDown(value) : Math.nextUp(value);
        }
        return value;
    }

    private static String marks(Collection<?> keys) {
        return "?, ".repeat(keys.size());
    }

    private static List<Object> join(Collection<?> first, Collection<?> second) {
        return Stream.<Object>concat(first.stream(), second.stream()).toList();
    }
}
