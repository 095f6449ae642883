package dev.tidings.model;

/**
 * Goes through a JSON text token by token and refuses, with the place, what is no token of RFC 8259 and a string that
 * holds a lone surrogate. Used once and by one thread.
 */
final class JsonScanner {

    private static final char END = '\uFFFF';
    private static final String ESCAPED = "\"\\/bfnrt";

    private final String source;
    private final boolean fromBytes;
    private int at;
    private int spaces;

    /** @param fromBytes whether places are told in bytes of UTF-8 instead of characters */
    JsonScanner(String source, boolean fromBytes) {
        this.source = source;
        this.fromBytes = fromBytes;
    }

    /** Where the next character stands. */
    int at() {
        return at;
    }

    /** How much white space was passed so far. */
    int spaces() {
        return spaces;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    /** The next character; at the end one that no token begins with. */
    char peek() {
        return at < source.length() ? source.charAt(at) : END;
    }

    /** Goes past one character. */
    void step() {
        at++;
    }

    /** Goes past white space. */
    void space() {
        int start = at;
        while (JsonStrings.isSpace(peek())) {
            at++;
        }
        spaces += at - start;
    }

    /** Goes past a string, from its opening quote. */
    void string() {
        at++;
        while (true) {
            char c = peek();
            if (c == '"') {
                at++;
                return;
            } else if (c == '\\') {
                escape();
            } else if (c >= ' ' && c < Character.MIN_SURROGATE) {
                at++;
            } else {
                unusual(c);
            }
        }
    }

    private void unusual(char c) {
        if (c < ' ') {
            throw refuse("a control character in a string must be escaped");
        }
        if (atEnd()) {
            throw refuse("a string has no end");
        }
        if (!Character.isSurrogate(c)) {
            at++;
            return;
        }
        boolean pair = at + 1 < source.length() && Character.isSurrogatePair(c, source.charAt(at + 1));
        if (!pair) {
            throw refuse("a surrogate stands alone");
        }
        at += 2;
    }

    private void escape() {
        int start = at;
        at++;
        if (peek() == 'u') {
            unicode(start);
        } else if (ESCAPED.indexOf(peek()) >= 0) {
            at++;
        } else {
            throw refuse("there is no such escape", start);
        }
    }

    private void unicode(int start) {
        char unit = hex();
        if (Character.isSurrogate(unit)) {
            boolean second = source.startsWith("\\u", at);
            at += second ? 1 : 0;
            if (!second || !Character.isSurrogatePair(unit, hex())) {
                throw refuse("a surrogate stands alone", start);
            }
        }
    }

    /** Goes past {@code uXXXX} and tells its character. */
    private char hex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw refuse("four hexadecimal digits were expected");
            }
            value = value << 4 | digit;
        }
        at++;
        return (char) value;
    }

    /** Goes past a number. */
    void number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
            if (isDigit(peek())) {
                throw refuse("a number must not begin with zeros");
            }
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            exponent();
        }
    }

    private void exponent() {
        at++;
        if (peek() == '+' || peek() == '-') {
            at++;
        }
        digits();
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw refuse("a digit was expected");
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    /** Goes past this word. */
    void word(String word) {
        if (!source.startsWith(word, at)) {
            throw refuse("a value was expected");
        }
        at += word.length();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    TidingsException refuse(String what) {
        return refuse(what, at);
    }

    TidingsException refuse(String what, int where) {
        String place = fromBytes ? "byte " + StrictUtf8.length(source, where) : "character " + where;
        String end = where < source.length() ? "" : ", where the text ends";
        return TidingsException.of(Code.BAD_REQUEST, "The JSON is not well-formed at " + place + end + ": " + what);
    }
}
