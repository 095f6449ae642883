package dev.tidings.filter;

/**
 * A token of RSQL, by its place in the filter's text.
 *
 * @param start where its first character stands
 * @param end past its last one
 */
record FilterToken(Kind kind, int start, int end) {

    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        AND,
        OR,
        OPEN,
        CLOSE,
        END
    }

    /** A selector or an argument. */
    boolean isText() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
