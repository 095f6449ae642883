package dev.tidings.filter;

/** The comparisons that filters know. */
enum Operator {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    IN,
    OUT,
    EX
}
