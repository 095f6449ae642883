package dev.tidings.filter;

/**
 * A condition over the resources of a collection, written in RSQL. Immutable. Two filters are equal where they say the same
 * in other words as far as {@link #canonical} can tell.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Filter {

    private final Condition condition;
    private final String canonical;

    Filter(Condition condition, String canonical) {
        this.condition = condition;
        this.canonical = canonical;
    }

    /** Reads a filter; one that cannot be used is a {@code BAD_REQUEST} with its {@code position}, from 0. */
    public static Filter parse(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** Whether the resource matches. Exact; pure. */
    public boolean test(Subject subject) {
        throw new UnsupportedOperationException(condition.toString());
    }

    /** The filter of what matches both. */
    public Filter and(Filter other) {
        throw new UnsupportedOperationException(other.canonical);
    }

    /** One text for all the ways to spell this filter; {@link #parse} reads it as an equal one. */
    public String canonical() {
        return canonical;
    }

    Condition condition() {
        return condition;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && canonical.equals(filter.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return canonical;
    }
}
