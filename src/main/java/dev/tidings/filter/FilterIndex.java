package dev.tidings.filter;

import java.util.List;
import java.util.function.Consumer;

/**
 * Tells which of many filters could match a resource: those whose equality and {@code =in=} tests meet its values, found by
 * hash. The others have to be tried one by one. Not for several threads.
 *
 * @param <T> what a filter is kept for
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FilterIndex<T> {

    /** Keeps an owner for its filter; the same owner is kept once. */
    public void add(Filter filter, T owner) {
        throw new UnsupportedOperationException(filter + " " + owner);
    }

    /** Forgets an owner that was added with this filter; nothing is left of it. */
    public void remove(Filter filter, T owner) {
        throw new UnsupportedOperationException(filter + " " + owner);
    }

    /** Each indexed owner whose filter could match this, at least once and mostly just once. */
    public void candidates(Subject subject, Consumer<T> found) {
        throw new UnsupportedOperationException(subject.resource() + " " + found);
    }

    /** The owners whose filters no equality test narrows; the list is live: it changes with the index. */
    public List<T> unindexed() {
        throw new UnsupportedOperationException();
    }

    /** How many owners are kept, in whatever place; for tests and gauges. */
    public int size() {
        throw new UnsupportedOperationException();
    }
}
