package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request's query, split at {@code &} alone: a semicolon belongs to a filter, which the parameters that Vert.x parses
 * would cut off in silence. Whatever is wrong with it is a {@code BAD_REQUEST} that names the parameter.
 */
public final class QueryParameters {

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a raw query.
     *
     * @param rawQuery without the question mark; null for none
     * @param known the parameters that have a meaning for what is asked
     */
    public static QueryParameters parse(String rawQuery, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : rawQuery == null ? List.<String>of() : List.of(rawQuery.split("&", -1))) {
            if (!pair.isEmpty()) {
                add(values, pair, known);
            }
        }
        return new QueryParameters(values);
    }

    private static void add(Map<String, String> values, String pair, Set<String> known) {
        int equals = pair.indexOf('=');
        String name = name(pair);
        if (!known.contains(name)) {
            throw fault(name, "has no meaning here");
        }
        String value = equals < 0 ? "" : Percent.decodeQuery(pair.substring(equals + 1));
        if (values.put(name, value) != null) {
            throw fault(name, "is given twice");
        }
    }

    /** Whether a raw query has this parameter, be the query as a whole in order or not; names are compared decoded. */
    public static boolean mentions(String rawQuery, String name) {
        return rawQuery != null
                && List.of(rawQuery.split("&", -1)).stream()
                        .anyMatch(pair -> name(pair).equals(name));
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        return Percent.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A whole number in these bounds; the other value where it is not given. */
    public int number(String name, int min, int max, int otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        boolean readable = text.matches("0|[1-9][0-9]{0,8}");
        if (!readable || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw fault(name, "must be a whole number from " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }

    /** {@code true} or {@code false}; false where it is not given. */
    public boolean flag(String name) {
        return switch (values.getOrDefault(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw fault(name, "must be true or false");
        };
    }

    /** The parts of a list with commas; none where it is not given. An empty part is an error. */
    public List<String> list(String name) {
        String text = values.get(name);
        if (text == null) {
            return List.of();
        }
        List<String> parts = List.of(text.split(",", -1));
        if (parts.stream().anyMatch(String::isEmpty)) {
            throw fault(name, "has an empty part");
        }
        return parts;
    }

    /** The member names of a dotted path that stands in this parameter. */
    public static List<String> path(String name, String dotted) {
        List<String> members = Arrays.asList(dotted.split("\\.", -1));
        if (members.stream().anyMatch(String::isEmpty)) {
            throw fault(name, "has a path with an empty part");
        }
        return members;
    }

    /** The query of the same question with one parameter set to this. */
    public String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return String.join(
                "&",
                changed.entrySet().stream()
                        .map(one -> Percent.encodeQuery(one.getKey()) + "=" + Percent.encodeQuery(one.getValue()))
                        .toList());
    }

    /** The error of a parameter. */
    public static TidingsException fault(String name, String what) {
        return TidingsException.of(Code.BAD_REQUEST, "The query parameter " + name + " " + what + ".")
                .with("parameter", name);
    }
}
