package dev.tidings.filter;

import dev.tidings.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the paths and the values of a filter's text: quotes, escapes, wildcards. */
final class FilterTexts {

    private FilterTexts() {}

    /** Member names with dots between them, each with at least a character. */
    static List<String> path(String text, FilterToken token) {
        boolean quoted = token.kind() == Kind.QUOTED;
        String path = quoted ? literal(text, token, false).text() : text.substring(token.start(), token.end());
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int dot = path.indexOf('.'); start <= path.length(); dot = path.indexOf('.', start)) {
            int end = dot < 0 ? path.length() : dot;
            if (end == start) {
                throw FilterError.at(
                        token.start() + (quoted ? 0 : start), "a path is member names with one dot between them.");
            }
            names.add(path.substring(start, end));
            start = end + 1;
        }
        return names;
    }

    /**
     * A value. In quotes a backslash takes the next character as it is; outside of them it is a character like any other,
     * but that {@code \*} is a star where {@code *} is a wildcard.
     */
    static Literal literal(String text, FilterToken token, boolean wildcards) {
        boolean quoted = token.kind() == Kind.QUOTED;
        int end = quoted ? token.end() - 1 : token.end();
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int at = quoted ? token.start() + 1 : token.start(); at < end; at++) {
            char c = text.charAt(at);
            if (c == '\\' && (quoted || (wildcards && text.startsWith("\\*", at)))) {
                part.append(text.charAt(++at));
            } else if (c == '*' && wildcards) {
                endPart(part, parts);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return new Literal(parts, quoted);
    }

    /** A wildcard behind a wildcard says nothing more. */
    private static void endPart(StringBuilder part, List<String> parts) {
        if (parts.isEmpty() || part.length() > 0) {
            parts.add(part.toString());
        }
        part.setLength(0);
    }

    static boolean isTruth(Literal literal) {
        return literal.text().equals("true") || literal.text().equals("false");
    }
}
