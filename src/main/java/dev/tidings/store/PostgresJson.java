package dev.tidings.store;

import dev.tidings.filter.JsonSql;
import dev.tidings.filter.Narrowing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What PostgreSQL can tell of a document from the jsonb beside it, by the two keys for the value at a path. Numbers are
 * exact there. No text in jsonb has a zero character; documents that have one are unknown.
 */
final class PostgresJson implements JsonSql {

    /** What is in jsonb has at most 400 digits and an exponent of 400; what is far beyond it cannot even be asked for. */
    private static final int MAX_LITERAL = 2_000;

    private final PostgresKey key;

    private PostgresJson(PostgresKey key) {
        this.key = key;
    }

    /** Over rows {@code r}; paths are parameters. */
    static PostgresJson ofRows() {
        return new PostgresJson(new PostgresKey("r.json", false));
    }

    /**
     * An index of one collection alone, over both keys: a row has a number, or a text, or none of them. Its collection is
     * said in a way in which only who asks for the index says it. Else the planner takes it as well for pages by id, which
     * then have to be sorted, in the belief that few rows match.
     */
    static PathIndex index(String collection, List<String> path) {
        PostgresKey key = new PostgresKey("json", true);
        String ofCollection = "(collection || '') = '" + collection + "'";
        String definition = "ON resource ((" + key.number(path).sql() + "), ("
                + key.text(path).sql() + ")) WHERE " + ofCollection;
        String rows = "resource WHERE " + ofCollection + " AND ";
        return new PathIndex(collection, path, PathIndex.name(definition), definition, rows, new PostgresJson(key));
    }

    @Override
    public List<Narrowing> oneOf(List<String> path, List<String> texts, List<String> numbers) {
        List<Object> known = new ArrayList<>(List.of(PostgresKey.UNKNOWN));
        texts.stream()
                .filter(text -> text.indexOf(0) < 0)
                .map(PostgresKey::known)
                .forEach(known::add);
        Narrowing text = key.text(path);
        List<Narrowing> legs = new ArrayList<>();
        legs.add(ofTexts(path, new Narrowing(text.sql() + in(known.size(), "?"), join(text.parameters(), known))));
        if (!numbers.stream().allMatch(PostgresJson::canBeAsked)) {
            legs.add(numbers(path, null, null).get(0));
        } else if (!numbers.isEmpty()) {
            Narrowing number = key.number(path);
            String sql = "(" + number.sql() + in(numbers.size(), PostgresKey.NUMBER_MARK) + ")";
            legs.add(new Narrowing(sql, join(number.parameters(), numbers)));
        }
        return legs;
    }

    /** Above the texts comes what is unknown, so that an open range holds that as well. */
    @Override
    public List<Narrowing> texts(List<String> path, String from, String to) {
        Narrowing text = key.text(path);
        String low = PostgresKey.known(from);
        if (to == null) {
            return List.of(ofTexts(path, new Narrowing(text.sql() + " >= ?", join(text.parameters(), List.of(low)))));
        }
        List<Object> parameters = join(text.parameters(), List.of(low, PostgresKey.known(to)));
        return List.of(ofTexts(path, new Narrowing(text.sql() + " BETWEEN ? AND ?", parameters)), unknown(path));
    }

    @Override
    public List<Narrowing> numbers(List<String> path, String from, String to) {
        Narrowing number = key.number(path);
        List<Narrowing> bounds = new ArrayList<>();
        if (from != null && canBeAsked(from)) {
            bounds.add(compare(number, " >= " + PostgresKey.NUMBER_MARK, from));
        }
        if (to != null && canBeAsked(to)) {
            bounds.add(compare(number, " <= " + PostgresKey.NUMBER_MARK, to));
        }
        if (bounds.isEmpty()) {
            bounds.add(compare(number, " IS NOT NULL"));
        }
        return List.of(Narrowing.all(bounds), unknown(path));
    }

    @Override
    public Narrowing present(List<String> path) {
        Narrowing value = key.value(path);
        Narrowing unknown = unknown(path);
        return new Narrowing(
                "(" + value.sql() + " IS NOT NULL OR " + unknown.sql() + ")",
                join(value.parameters(), unknown.parameters()));
    }

    @Override
    public Narrowing absent(List<String> path) {
        return compare(key.value(path), " IS NULL");
    }

    @Override
    public Narrowing noneOf(List<String> path, List<String> texts) {
        List<String> exact = texts.stream()
                .filter(text -> text.indexOf(0) < 0 && text.codePointCount(0, text.length()) < PostgresKey.MAX_TEXT)
                .map(PostgresKey::known)
                .toList();
        if (exact.isEmpty()) {
            return Narrowing.NONE;
        }
        Narrowing text = key.text(path);
        String sql = "(coalesce(" + text.sql() + ", '') NOT" + in(exact.size(), "?") + ")";
        return new Narrowing(sql, join(text.parameters(), exact));
    }

    private Narrowing unknown(List<String> path) {
        return ofTexts(path, compare(key.text(path), " = ?", PostgresKey.UNKNOWN));
    }

    /** An index has the numbers first: for one range of it, it has to be said that there is none. */
    private Narrowing ofTexts(List<String> path, Narrowing condition) {
        if (!key.isWritten()) {
            return new Narrowing("(" + condition.sql() + ")", condition.parameters());
        }
        Narrowing number = key.number(path);
        return new Narrowing(
                "(" + number.sql() + " IS NULL AND " + condition.sql() + ")",
                join(number.parameters(), condition.parameters()));
    }

    private static Narrowing compare(Narrowing value, String comparison, Object... bounds) {
        return new Narrowing("(" + value.sql() + comparison + ")", join(value.parameters(), List.of(bounds)));
    }

    /** Whether PostgreSQL takes the number; it refuses some that are legal. */
    private static boolean canBeAsked(String number) {
        return number.length() <= MAX_LITERAL && JsonbFit.isExponentWithin(number, MAX_LITERAL);
    }

    private static String in(int count, String mark) {
        return " IN (" + String.join(", ", Collections.nCopies(count, mark)) + ")";
    }

    private static List<Object> join(Collection<?> first, Collection<?> second) {
        return Stream.<Object>concat(first.stream(), second.stream()).toList();
    }
}
