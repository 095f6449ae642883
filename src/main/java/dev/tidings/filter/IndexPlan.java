package dev.tidings.filter;

import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Tests of a filter of which at least one holds wherever the filter matches.
 *
 * @param cost how many values they have and how many owners these have already: the fewer, the better they narrow
 */
record IndexPlan(List<IndexTest> tests, int cost) {

    /** The plan of least cost; empty where there is none, so that the filter has to be tried on every resource. */
    static Optional<IndexPlan> of(Condition condition, ToIntFunction<IndexTest> crowd) {
        if (condition instanceof All all) {
            return all.conditions().stream()
                    .flatMap(part -> of(part, crowd).stream())
                    .min(Comparator.comparingInt(IndexPlan::cost));
        }
        if (condition instanceof Any any) {
            return anyOf(any, crowd);
        }
        return IndexTest.of((Comparison) condition)
                .map(test -> new IndexPlan(List.of(test), test.keys().size() + crowd.applyAsInt(test)));
    }

    private static Optional<IndexPlan> anyOf(Any any, ToIntFunction<IndexTest> crowd) {
        List<IndexTest> tests = new ArrayList<>();
        int cost = 0;
        for (Condition part : any.conditions()) {
            Optional<IndexPlan> plan = of(part, crowd);
            if (plan.isEmpty()) {
                return plan;
            }
            tests.addAll(plan.get().tests);
            cost += plan.get().cost;
        }
        return Optional.of(new IndexPlan(tests, cost));
    }

    /** Every test that some plan of this filter could have. */
    static List<IndexTest> tests(Condition condition) {
        if (condition instanceof All all) {
            return all.conditions().stream()
                    .flatMap(part -> tests(part).stream())
                    .toList();
        }
        if (condition instanceof Any any) {
            return any.conditions().stream()
                    .flatMap(part -> tests(part).stream())
                    .toList();
        }
        return IndexTest.of((Comparison) condition).stream().toList();
    }
}
