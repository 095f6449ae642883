package dev.tidings.filter;

import dev.tidings.model.JsonText.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A value in a filter: without quotes and escapes, cut at its wildcards.
 *
 * @param parts the text; where there are wildcards, the texts between them: {@code Jo*n} is {@code Jo} and {@code n}. No
 *     part but the first and the last is empty
 * @param quoted whether it is a string and nothing else. So is all that stood in quotes, all that has a wildcard, and what
 *     is no JSON number, {@code true}, {@code false} or {@code null} by its looks
 */
record Literal(List<String> parts, boolean quoted) {

    /** RFC 8259 section 6. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    Literal {
        parts = List.copyOf(parts);
        quoted = quoted || parts.size() > 1 || kindOf(parts.get(0)) == Kind.STRING;
    }

    /** One without wildcards. */
    Literal(String text, boolean quoted) {
        this(List.of(text), quoted);
    }

    boolean hasWildcard() {
        return parts.size() > 1;
    }

    /** The whole text, of one without wildcards only. */
    String text() {
        if (hasWildcard()) {
            throw new IllegalStateException("it has wildcards, so it has no one text");
        }
        return parts.get(0);
    }

    /** The kind of the JSON value that it may equal besides the string of its text: a scalar's; STRING where none. */
    Kind kind() {
        return quoted ? Kind.STRING : kindOf(text());
    }

    private static Kind kindOf(String text) {
        return switch (text) {
            case "true" -> Kind.TRUE;
            case "false" -> Kind.FALSE;
            case "null" -> Kind.NULL;
            default -> NUMBER.matcher(text).matches() ? Kind.NUMBER : Kind.STRING;
        };
    }
}
