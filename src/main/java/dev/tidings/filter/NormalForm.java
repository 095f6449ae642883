package dev.tidings.filter;

import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import dev.tidings.model.JsonText.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One form and one text for conditions that are the same but for the order of their parts, repetitions, parentheses, quotes
 * that change nothing, the spelling of operators, and of numbers where only their value counts.
 *
 * @param text the condition as a filter
 * @param parts of an {@link All} or {@link Any}: what it is made of, in the order of their texts
 */
record NormalForm(Condition condition, String text, List<NormalForm> parts) {

    static NormalForm of(Condition condition) {
        if (condition instanceof All all) {
            return all(all.conditions().stream().map(NormalForm::of).toList());
        }
        if (condition instanceof Any any) {
            return any(any.conditions().stream().map(NormalForm::of).toList());
        }
        Comparison comparison = comparison((Comparison) condition);
        return new NormalForm(comparison, CanonicalText.of(comparison), List.of());
    }

    /** What holds where all of these do. */
    static NormalForm all(List<NormalForm> forms) {
        List<NormalForm> flat = new ArrayList<>();
        forms.forEach(form -> flat.addAll(form.condition instanceof All ? form.parts : List.of(form)));
        List<NormalForm> parts = List.copyOf(distinct(flat));
        if (parts.size() == 1) {
            return parts.get(0);
        }
        String text = parts.stream().map(NormalForm::factor).collect(Collectors.joining(";"));
        return new NormalForm(new All(conditions(parts)), text, parts);
    }

    private static NormalForm any(List<NormalForm> forms) {
        List<NormalForm> flat = new ArrayList<>();
        forms.forEach(form -> flat.addAll(form.condition instanceof Any ? form.parts : List.of(form)));
        List<NormalForm> parts = List.copyOf(distinct(flat));
        if (parts.size() == 1) {
            return parts.get(0);
        }
        String text = parts.stream().map(NormalForm::text).collect(Collectors.joining(","));
        return new NormalForm(new Any(conditions(parts)), text, parts);
    }

    private static Collection<NormalForm> distinct(List<NormalForm> forms) {
        TreeMap<String, NormalForm> byText = new TreeMap<>();
        forms.forEach(form -> byText.put(form.text, form));
        return byText.values();
    }

    private static List<Condition> conditions(List<NormalForm> parts) {
        return parts.stream().map(NormalForm::condition).toList();
    }

    private String factor() {
        return condition instanceof Any ? "(" + text + ")" : text;
    }

    private static Comparison comparison(Comparison given) {
        TreeMap<String, Literal> literals = new TreeMap<>();
        for (Literal literal : given.literals()) {
            Literal plain = given.operator().isOrder() ? forOrder(literal) : literal;
            literals.put(CanonicalText.of(plain, given.operator()), plain);
        }
        boolean one = literals.size() == 1;
        Operator operator =
                switch (given.operator()) {
                    case IN -> one ? Operator.EQ : Operator.IN;
                    case OUT -> one ? Operator.NE : Operator.OUT;
                    default -> given.operator();
                };
        return new Comparison(given.path(), operator, List.copyOf(literals.values()));
    }

    /** In an order only numbers differ from strings, and only their value counts. */
    private static Literal forOrder(Literal literal) {
        return literal.kind() == Kind.NUMBER
                ? new Literal(CanonicalText.number(literal.text()), false)
                : new Literal(literal.text(), true);
    }
}
