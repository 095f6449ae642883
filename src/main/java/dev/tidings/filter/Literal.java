package dev.tidings.filter;

/**
 * A value in a filter.
 *
 * @param text the value, without quotes and escapes
 * @param quoted whether it stood in quotes: such a one is a string and nothing else
 */
record Literal(String text, boolean quoted) {}
