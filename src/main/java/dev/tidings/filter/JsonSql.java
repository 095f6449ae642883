package dev.tidings.filter;

import java.util.List;

/**
 * What a database's SQL can tell of the documents of resources, one test of a path at a time. The rows are those of {@code
 * resource}, as {@code r}.
 *
 * <p>Each condition has to hold wherever its test does, and may hold elsewhere: above all where the path meets an array,
 * whose elements are all meant, and wherever the database reads JSON otherwise than this server. None may fail on a
 * document that this server takes in. Where a test comes as several conditions, one of them has to hold; so an index can be
 * asked for each by itself.
 *
 * <p>Paths are member names from the document down, at most {@link #MAX_PATH} and without a zero character.
 */
public interface JsonSql {

    /** Longer paths are not asked for: what tests them grows with the square of their length. */
    int MAX_PATH = 16;

    /**
     * The value is a string of one of these texts, or a JSON constant whose word is one of them, or one of these numbers.
     *
     * @param numbers by their texts (RFC 8259 section 6)
     */
    List<Narrowing> oneOf(List<String> path, List<String> texts, List<String> numbers);

    /**
     * The value is a string not below the first and not above the second text, by code point.
     *
     * @param to null where there is no upper bound
     */
    List<Narrowing> texts(List<String> path, String from, String to);

    /** The value is a number not below the first and not above the second; null where there is no such bound. */
    List<Narrowing> numbers(List<String> path, String from, String to);

    /** Whether the members are there. */
    Narrowing present(List<String> path);

    /** Whether a member is missing. */
    Narrowing absent(List<String> path);

    /**
     * The value is neither a string of one of these texts nor a constant whose word is one of them, nor is it there with
     * such an element.
     */
    Narrowing noneOf(List<String> path, List<String> texts);
}
