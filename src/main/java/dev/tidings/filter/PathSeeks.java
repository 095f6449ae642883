package dev.tidings.filter;

import dev.tidings.filter.Condition.Comparison;
import dev.tidings.filter.FilterSql.Seek;
import dev.tidings.model.JsonNumber;
import dev.tidings.model.JsonText.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an index of a path can be asked for a filter's tests of that path. Orders are taken together: {@code
 * price>=10;price<20} is one range, while each half of it alone may be most of a collection. An array might meet each half
 * by another element, but those are let through anyway.
 */
final class PathSeeks {

    private static final Comparator<String> BY_CODE_POINT = OrderTest::compareCodePoints;

    private PathSeeks() {}

    static List<Seek> of(List<String> path, List<Comparison> tests, JsonSql json) {
        List<Seek> seeks = new ArrayList<>();
        tests.stream()
                .filter(test -> !test.operator().isOrder())
                .forEach(test -> seeks.add(new Seek(PathSql.legs(test, json))));
        List<Comparison> numbers = orders(tests, literal -> literal.kind() == Kind.NUMBER);
        if (!numbers.isEmpty()) {
            Comparator<String> byValue = JsonNumber::compare;
            seeks.add(new Seek(json.numbers(path, from(numbers, byValue, null), to(numbers, byValue))));
        }
        List<Comparison> texts = orders(tests, literal -> literal.kind() != Kind.NUMBER);
        if (!texts.isEmpty()) {
            seeks.add(new Seek(json.texts(path, from(texts, BY_CODE_POINT, ""), to(texts, BY_CODE_POINT))));
        }
        return seeks;
    }

    private static List<Comparison> orders(List<Comparison> tests, Predicate<Literal> kind) {
        return tests.stream()
                .filter(test ->
                        test.operator().isOrder() && kind.test(test.literals().get(0)))
                .toList();
    }

    private static String from(List<Comparison> orders, Comparator<String> order, String otherwise) {
        return orders.stream()
                .filter(test -> test.operator() == Operator.GT || test.operator() == Operator.GE)
                .map(test -> test.literals().get(0).text())
                .max(order)
                .orElse(otherwise);
    }

    private static String to(List<Comparison> orders, Comparator<String> order) {
        return orders.stream()
                .filter(test -> test.operator() == Operator.LT || test.operator() == Operator.LE)
                .map(test -> test.literals().get(0).text())
                .min(order)
                .orElse(null);
    }
}
