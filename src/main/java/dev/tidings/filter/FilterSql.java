package dev.tidings.filter;

import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import java.util.Collection;
import java.util.List;

/** Turns a filter into conditions of SQL that hold at least wherever the filter matches. */
public final class FilterSql {

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
        return narrow(filter.condition(), json);
    }

    /** The tests of this path that an index of it can serve: those that stand in no alternative. */
    public static List<Seek> seeks(Filter filter, List<String> path, JsonSql json) {
        Condition condition = filter.condition();
        List<Condition> conditions = condition instanceof All all ? all.conditions() : List.of(condition);
        List<Comparison> tests = conditions.stream()
                .filter(Comparison.class::isInstance)
                .map(Comparison.class::cast)
                .filter(test -> test.path().equals(path) && !ManagedSql.concerns(test) && PathSql.isSeekable(test))
                .toList();
        return PathSeeks.of(path, tests, json);
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
