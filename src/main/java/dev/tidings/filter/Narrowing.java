package dev.tidings.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A condition of SQL with bound parameters.
 *
 * @param sql always a whole boolean expression, in parentheses where needed
 * @param parameters what its question marks stand for, in order: strings, longs and doubles
 */
public record Narrowing(String sql, List<Object> parameters) {

    /** Holds for every row. */
    public static final Narrowing NONE = new Narrowing("TRUE", List.of());

    public Narrowing {
        parameters = List.copyOf(parameters);
    }

    public static Narrowing of(String sql, Object... parameters) {
        return new Narrowing(sql, List.of(parameters));
    }

    /** Holds where all of them do. */
    public static Narrowing all(List<Narrowing> conditions) {
        List<Narrowing> real =
                conditions.stream().filter(each -> !each.isNone()).toList();
        return real.isEmpty() ? NONE : join(real, " AND ");
    }

    /** Holds where one of them does. At least one. */
    public static Narrowing any(List<Narrowing> conditions) {
        return conditions.stream().anyMatch(Narrowing::isNone) ? NONE : join(conditions, " OR ");
    }

    /** Whether it holds for every row, and so narrows nothing. */
    public boolean isNone() {
        return sql.equals(NONE.sql);
    }

    /** Halved again and again: a chain of some hundreds would be deeper than a database allows. */
    private static Narrowing join(List<Narrowing> conditions, String operator) {
        int size = conditions.size();
        if (size == 1) {
            return conditions.get(0);
        }
        Narrowing left = join(conditions.subList(0, size / 2), operator);
        Narrowing right = join(conditions.subList(size / 2, size), operator);
        List<Object> parameters = new ArrayList<>(left.parameters);
        parameters.addAll(right.parameters);
        return new Narrowing("(" + left.sql + operator + right.sql + ")", parameters);
    }
}
