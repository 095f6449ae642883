package dev.tidings.filter;

import dev.tidings.filter.FilterToken.Kind;

/**
 * Cuts a filter's text into the tokens of RSQL, from left to right, and refuses what is none with its place. For one thread.
 *
 * <p>It finds the tokens where the library finds them; the library alone would do if it told where they stand and which of
 * them had quotes.
 */
final class FilterScanner {

    /** What ends a word. */
    private static final String RESERVED = "\"'();,=<>!~ ";

    private final String text;
    private int at;

    FilterScanner(String text) {
        this.text = text;
    }

    static boolean isReserved(char c) {
        return RESERVED.indexOf(c) >= 0;
    }

    /** The next token; at the end always another {@code END}. */
    FilterToken next() {
        space();
        if (at == text.length()) {
            return token(Kind.END, 0);
        }
        return switch (text.charAt(at)) {
            case '(' -> token(Kind.OPEN, 1);
            case ')' -> token(Kind.CLOSE, 1);
            case ';' -> token(Kind.AND, 1);
            case ',' -> token(Kind.OR, 1);
            case ' ' -> text.startsWith(" and ", at) ? token(Kind.AND, 5) : token(Kind.OR, 4);
            case '"', '\'' -> quoted();
            case '=', '!', '<', '>' -> operator();
            case '~' -> throw FilterError.at(at, "~ stands in quotes only.");
            default -> word();
        };
    }

    private FilterToken token(Kind kind, int length) {
        FilterToken token = new FilterToken(kind, at, at + length);
        at += length;
        return token;
    }

    /** Goes past white space, up to a space that begins a word for "and" or "or". */
    private void space() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            if (text.startsWith(" and ", at) || text.startsWith(" or ", at)) {
                return;
            }
            at++;
        }
    }

    private FilterToken word() {
        int end = at;
        while (end < text.length() && !isReserved(text.charAt(end))) {
            end++;
        }
        return token(Kind.WORD, end - at);
    }

    private FilterToken quoted() {
        char quote = text.charAt(at);
        for (int end = at + 1; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == quote) {
                return token(Kind.QUOTED, end + 1 - at);
            }
            end += c == '\\' ? 1 : 0;
        }
        throw FilterError.at(at, "this quote has no end.");
    }

    private FilterToken operator() {
        char first = text.charAt(at);
        int end = at + 1;
        while (first == '=' && end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        boolean closed = end < text.length() && text.charAt(end) == '=';
        if (!closed && (first == '=' || first == '!')) {
            throw FilterError.at(at, "no operator. A value with " + first + " in it stands in quotes.");
        }
        end += closed ? 1 : 0;
        String symbol = text.substring(at, end);
        if (Operator.of(symbol).isEmpty()) {
            throw FilterError.at(
                    at, "there is no operator " + symbol + ", but == != =lt= =le= =gt= =ge= =in= =out= =ex=.");
        }
        return token(Kind.OPERATOR, end - at);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
