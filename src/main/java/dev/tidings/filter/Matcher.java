package dev.tidings.filter;

import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import dev.tidings.model.JsonText;
import java.util.List;
import java.util.function.Predicate;

/** A condition made ready to be tested many times. Immutable. */
interface Matcher {

    boolean matches(Subject subject);

    static Matcher of(Condition condition) {
        if (condition instanceof All all) {
            List<Matcher> matchers = all.conditions().stream().map(Matcher::of).toList();
            return subject -> all(matchers, subject);
        }
        if (condition instanceof Any any) {
            List<Matcher> matchers = any.conditions().stream().map(Matcher::of).toList();
            return subject -> any(matchers, subject);
        }
        return of((Comparison) condition);
    }

    private static Matcher of(Comparison comparison) {
        Path path = new Path(comparison.path());
        Literal literal = comparison.literals().get(0);
        if (comparison.operator() == Operator.EX) {
            boolean wanted = literal.text().equals("true");
            return subject -> path.exists(subject) == wanted;
        }
        Predicate<JsonText> test = test(comparison);
        boolean negated = comparison.operator() == Operator.NE || comparison.operator() == Operator.OUT;
        return subject -> path.anyScalar(subject, test) != negated;
    }

    private static Predicate<JsonText> test(Comparison comparison) {
        Literal first = comparison.literals().get(0);
        if (comparison.operator().isOrder()) {
            return new OrderTest(comparison.operator(), first);
        }
        return first.hasWildcard() ? new Wildcards(first) : new ValueSet(comparison.literals());
    }

    private static boolean all(List<Matcher> matchers, Subject subject) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(subject)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(List<Matcher> matchers, Subject subject) {
        for (Matcher matcher : matchers) {
            if (matcher.matches(subject)) {
                return true;
            }
        }
        return false;
    }
}
