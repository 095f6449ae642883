package dev.tidings.filter;

import java.util.Optional;

/** The comparisons that filters know, each with the ways to write it, the canonical one first. */
enum Operator {
    EQ("=="),
    NE("!="),
    LT("<", "=lt="),
    LE("<=", "=le="),
    GT(">", "=gt="),
    GE(">=", "=ge="),
    IN("=in="),
    OUT("=out="),
    EX("=ex=");

    private final String symbol;
    private final String alias;

    Operator(String symbol) {
        this(symbol, symbol);
    }

    Operator(String symbol, String alias) {
        this.symbol = symbol;
        this.alias = alias;
    }

    static Optional<Operator> of(String symbol) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol) || operator.alias.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    String symbol() {
        return symbol;
    }

    /** Whether it takes a list. */
    boolean takesMany() {
        return this == IN || this == OUT;
    }

    /** Whether {@code *} is a wildcard behind it. */
    boolean takesWildcards() {
        return this == EQ || this == NE;
    }

    /** Whether it asks for what is greater or less. */
    boolean isOrder() {
        return switch (this) {
            case LT, LE, GT, GE -> true;
            default -> false;
        };
    }
}
