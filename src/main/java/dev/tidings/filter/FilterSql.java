package dev.tidings.filter;

import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Turns a filter into conditions of SQL that hold at least wherever the filter matches. */
public final class FilterSql {

    /**
     * How many member names the paths may have together that a database is asked for. Each takes it some microseconds a row;
     * past a few it is faster to read the row and decide here, and with some hundreds no query would end in time.
     */
    static final int MAX_NAMES = 8;

    private FilterSql() {}

    /**
     * A test that every match of a filter passes, told so that an index of its path can be asked.
     *
     * @param legs one of them holds for every match
     */
    public record Seek(List<Narrowing> legs) {
        public Seek {
            legs = List.copyOf(legs);
        }
    }

    /** The condition over a row {@code r} of {@code resource}; {@link Narrowing#NONE} where nothing can be told. */
    public static Narrowing narrow(Filter filter, JsonSql json) {
        return Narrowing.all(narrow(affordable(conjuncts(filter)), json));
    }

    /** The tests of this path that an index of it can serve: those that stand in no alternative. */
    public static List<Seek> seeks(Filter filter, List<String> path, JsonSql json) {
        List<Comparison> tests = conjuncts(filter).stream()
                .filter(Comparison.class::isInstance)
                .map(Comparison.class::cast)
                .filter(test -> test.path().equals(path) && !ManagedSql.concerns(test) && PathSql.isSeekable(test))
                .toList();
        return PathSeeks.of(path, tests, json);
    }

    /** Conditions that all have to hold. */
    private static List<Condition> conjuncts(Filter filter) {
        return filter.condition() instanceof All all ? all.conditions() : List.of(filter.condition());
    }

    /** Of conditions that all have to hold those that are not too much; the rest is let through. */
    private static List<Condition> affordable(List<Condition> conditions) {
        List<Condition> affordable = new ArrayList<>();
        int names = 0;
        for (Condition condition : conditions) {
            int more = names(condition);
            if (names + more <= MAX_NAMES) {
                affordable.add(condition);
                names += more;
            }
        }
        return affordable;
    }

    /** Those of members with columns of their own cost next to nothing. */
    private static int names(Condition condition) {
        if (condition instanceof All all) {
            return all.conditions().stream().mapToInt(FilterSql::names).sum();
        }
        if (condition instanceof Any any) {
            return any.conditions().stream().mapToInt(FilterSql::names).sum();
        }
        Comparison test = (Comparison) condition;
        return ManagedSql.concerns(test) ? 0 : test.path().size();
    }

    private static Narrowing narrow(Condition condition, JsonSql json) {
        if (condition instanceof All all) {
            return Narrowing.all(narrow(all.conditions(), json));
        }
        if (condition instanceof Any any) {
            return Narrowing.any(narrow(any.conditions(), json));
        }
        Comparison test = (Comparison) condition;
        return ManagedSql.concerns(test) ? ManagedSql.narrow(test) : PathSql.narrow(test, json);
    }

    private static List<Narrowing> narrow(Collection<Condition> conditions, JsonSql json) {
        return conditions.stream().map(each -> narrow(each, json)).toList();
    }
}
