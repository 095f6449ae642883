package dev.tidings.filter;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a string has the parts of a pattern in their order, the first at its start and the last at its end. Each part is
 * taken where it first fits, and never tried again: the cost is at most the string's length for each character of the
 * pattern.
 */
final class Wildcards implements Predicate<JsonText> {

    private final List<String> parts;

    Wildcards(Literal pattern) {
        this.parts = pattern.parts();
    }

    @Override
    public boolean test(JsonText scalar) {
        return scalar.kind() == Kind.STRING && matches(scalar.string());
    }

    private boolean matches(String text) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        int end = text.length() - last.length();
        if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
