package dev.tidings.filter;

import java.util.Optional;

/** The range of texts with the same beginning, by code point. */
final class Prefixes {

    private Prefixes() {}

    /** The lowest text above all that begin so; empty where there is none. */
    static Optional<String> after(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
                return Optional.of(prefix.substring(0, end) + Character.toString(next));
            }
        }
        return Optional.empty();
    }
}
