package dev.tidings.filter;

import dev.tidings.filter.Condition.Comparison;
import java.util.List;
import java.util.stream.Collectors;

/** The one way to write a comparison, for all the ways there are. */
final class CanonicalText {

    private CanonicalText() {}

    static String of(Comparison comparison) {
        String path = word(String.join(".", comparison.path()));
        String literals = comparison.literals().stream()
                .map(literal -> of(literal, comparison.operator()))
                .collect(Collectors.joining(","));
        boolean list = comparison.operator().takesMany();
        return path + comparison.operator().symbol() + (list ? "(" + literals + ")" : literals);
    }

    /** A literal with no more quotes than it needs to stay what it is behind this operator. */
    static String of(Literal literal, Operator operator) {
        if (literal.hasWildcard()) {
            return pattern(literal.parts());
        }
        boolean looksElse =
                switch (new Literal(literal.text(), false).kind()) {
                    case NUMBER -> true;
                    case TRUE, FALSE, NULL -> !operator.isOrder();
                    default -> false;
                };
        return literal.quoted() && looksElse && operator != Operator.EX ? quote(literal.text()) : word(literal.text());
    }

    private static String pattern(List<String> parts) {
        String bare = String.join("*", parts);
        return parts.stream().allMatch(part -> part.isEmpty() || isWord(part))
                ? bare
                : parts.stream().map(CanonicalText::escape).collect(Collectors.joining("*", "\"", "\""));
    }

    private static String word(String text) {
        return isWord(text) ? text : quote(text);
    }

    /** Whether it can stand without quotes and means the same behind every operator. */
    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> c <= ' ' || c == '*' || c == '\\' || FilterScanner.isReserved((char) c));
    }

    private static String quote(String text) {
        return '"' + escape(text) + '"';
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '"' || c == '\\' || c == '*' ? "\\" : "").append(c);
        }
        return out.toString();
    }

    /** The shortest way to write a number's value. */
    static String number(String number) {
        String key = NumberKey.of(number);
        int mark = key.indexOf('e');
        if (mark < 0 || key.length() - mark > 6) {
            return key;
        }
        String plain = plain(key.substring(0, mark), Integer.parseInt(key.substring(mark + 1)), key.length());
        return plain.length() <= key.length() ? plain : key;
    }

    /** Without an exponent, unless that is too long. */
    private static String plain(String digits, int exponent, int most) {
        String sign = digits.startsWith("-") ? "-" : "";
        String bare = digits.substring(sign.length());
        if (exponent > 0) {
            return exponent > most ? digits + "e" + exponent : digits + "0".repeat(exponent);
        }
        int units = bare.length() + exponent;
        if (units > 0) {
            return sign + bare.substring(0, units) + "." + bare.substring(units);
        }
        return -units > most ? digits + "e" + exponent : sign + "0." + "0".repeat(-units) + bare;
    }
}
