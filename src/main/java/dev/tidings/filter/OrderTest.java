package dev.tidings.filter;

import dev.tidings.model.JsonNumber;
import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import java.util.function.Predicate;

/** Whether a scalar is greater or less than a literal: a number than a number, a string than a string, by code point. */
final class OrderTest implements Predicate<JsonText> {

    private final Operator operator;
    private final Kind kind;
    private final String bound;

    OrderTest(Operator operator, Literal literal) {
        this.operator = operator;
        this.kind = literal.kind() == Kind.NUMBER ? Kind.NUMBER : Kind.STRING;
        this.bound = literal.text();
    }

    @Override
    public boolean test(JsonText scalar) {
        return scalar.kind() == kind
                && holds(
                        kind == Kind.NUMBER
                                ? JsonNumber.compare(scalar.text(), bound)
                                : compareCodePoints(scalar.string(), bound));
    }

    private boolean holds(int order) {
        return switch (operator) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            default -> throw new IllegalStateException("no order: " + operator);
        };
    }

    /** UTF-16 units order like code points, but that surrogates, which stand for the highest ones, are not the highest. */
    static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean high = Character.isSurrogate(x);
                return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
