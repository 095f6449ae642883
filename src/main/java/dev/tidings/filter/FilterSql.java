package dev.tidings.filter;

import java.util.List;

/** Turns a filter into a condition of SQL that holds at least wherever the filter matches. */
public final class FilterSql {

    private FilterSql() {}

    /**
     * A condition with bound parameters.
     *
     * @param sql always a whole boolean expression, in parentheses where needed
     */
    public record Narrowing(String sql, List<Object> parameters) {
        public Narrowing {
            parameters = List.copyOf(parameters);
        }
    }
}
