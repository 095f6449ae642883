package dev.tidings.filter;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import java.util.List;

/**
 * A scalar as equality sees it: equal keys are equal values. They have an order so that a hash map finds its way also among
 * values that somebody chose for their equal hash codes.
 *
 * @param text a string's value, a number's {@link NumberKey}; empty where the kind says all
 */
record ValueKey(Kind kind, String text) implements Comparable<ValueKey> {

    @Override
    public int compareTo(ValueKey other) {
        int kinds = kind.compareTo(other.kind);
        return kinds != 0 ? kinds : text.compareTo(other.text);
    }

    static ValueKey of(JsonText scalar) {
        return switch (scalar.kind()) {
            case STRING -> new ValueKey(Kind.STRING, scalar.string());
            case NUMBER -> new ValueKey(Kind.NUMBER, NumberKey.of(scalar.text()));
            default -> new ValueKey(scalar.kind(), "");
        };
    }

    /** What a literal without wildcards equals: the string of its text and, where it had no quotes, the JSON value. */
    static List<ValueKey> of(Literal literal) {
        ValueKey string = new ValueKey(Kind.STRING, literal.text());
        return switch (literal.kind()) {
            case STRING -> List.of(string);
            case NUMBER -> List.of(string, new ValueKey(Kind.NUMBER, NumberKey.of(literal.text())));
            default -> List.of(string, new ValueKey(literal.kind(), ""));
        };
    }
}
