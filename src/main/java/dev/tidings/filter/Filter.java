package dev.tidings.filter;

import java.util.List;

/**
 * A condition over the resources of a collection, written in RSQL. Immutable. Two filters are equal where they say the same
 * in other words as far as {@link #canonical} can tell.
 */
public final class Filter {

    private final NormalForm form;
    private final Matcher matcher;

    private Filter(NormalForm form) {
        this.form = form;
        this.matcher = Matcher.of(form.condition());
    }

    static Filter of(Condition condition) {
        return new Filter(NormalForm.of(condition));
    }

    /** Reads a filter; one that cannot be used is a {@code BAD_REQUEST} with its {@code position}, in UTF-16 units from 0. */
    public static Filter parse(String text) {
        return of(FilterParser.parse(text));
    }

    /** Whether the resource matches. Exact; pure. */
    public boolean test(Subject subject) {
        return matcher.matches(subject);
    }

    /** The filter of what matches both. */
    public Filter and(Filter other) {
        return new Filter(NormalForm.all(List.of(form, other.form)));
    }

    /**
     * One text for all the ways to spell this filter; {@link #parse} reads it as an equal one, unless it is too long: it may
     * be longer by some quotes than what was parsed, and an {@link #and} is as long as both.
     */
    public String canonical() {
        return form.text();
    }

    /**
     * In its normal form: an IN or OUT has two literals or more, and what an order compares with strings only is quoted. None of
     * its parts is empty, and none is of its own kind.
     */
    Condition condition() {
        return form.condition();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && canonical().equals(filter.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    @Override
    public String toString() {
        return canonical();
    }
}
