package dev.tidings.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells which of many filters could match a resource: those whose equality and {@code =in=} tests meet its values, found by
 * hash. The others have to be tried one by one. Not for several threads.
 *
 * <p>A filter stands under the values of one of its tests: of those that are and-ed, the one whose values the fewest others
 * share at the time. One whose parts are or-ed stands under a test of each part. So a resource costs a look-up for each value
 * it has at a path that some filter tests, and no filter that tests another value costs anything.
 *
 * @param <T> what a filter is kept for; owners are told apart by {@code equals}
 */
public final class FilterIndex<T> {

    private final Map<Path, ValueTable<T>> tables = new HashMap<>();
    private final List<T> rest = new ArrayList<>();
    private final List<T> restView = Collections.unmodifiableList(rest);
    /** Where in the rest an owner stands. */
    private final Map<T, Integer> places = new HashMap<>();

    private int indexed;

    /** Keeps an owner for its filter; the same owner is kept once, for the filter it was first added with. */
    public void add(Filter filter, T owner) {
        if (places.containsKey(owner) || holds(filter, owner)) {
            return;
        }
        Optional<IndexPlan> plan = IndexPlan.of(filter.condition(), this::crowd);
        if (plan.isPresent()) {
            plan.get().tests().forEach(test -> put(test, owner));
            indexed++;
        } else {
            places.put(owner, rest.size());
            rest.add(owner);
        }
    }

    /** Forgets an owner that was added with this filter; nothing is left of it. */
    public void remove(Filter filter, T owner) {
        if (places.containsKey(owner)) {
            removeFromRest(owner);
            return;
        }
        boolean found = false;
        for (IndexTest test : IndexPlan.tests(filter.condition())) {
            found |= remove(test, owner);
        }
        indexed -= found ? 1 : 0;
    }

    /**
     * Each indexed owner whose filter could match this, once. The index may be changed by what is called: whom that adds is
     * not told, whom it removes still is.
     */
    public void candidates(Subject subject, Consumer<T> found) {
        Set<T> owners = new LinkedHashSet<>();
        tables.forEach((path, table) -> path.anyScalar(subject, scalar -> {
            owners.addAll(table.owners(ValueKey.of(scalar)));
            return false;
        }));
        owners.forEach(found);
    }

    /**
     * The owners whose filters no equality test narrows; the list is live: it changes with the index, and cannot be changed
     * by others. An added owner stands at its end; the last owner takes the place of a removed one. So who walks it from the
     * last to the first, and is not at its beginning yet, passes over none that was there when the walk began, but may meet
     * one twice; who walks upwards may pass over one.
     */
    public List<T> unindexed() {
        return restView;
    }

    /** How many owners are kept, in whatever place; for tests and gauges. */
    public int size() {
        return indexed + rest.size();
    }

    /** How many entries there are in all tables together: none is left once all owners are removed. */
    int entries() {
        return tables.size()
                + places.size()
                + tables.values().stream().mapToInt(ValueTable::size).sum();
    }

    private boolean holds(Filter filter, T owner) {
        return IndexPlan.tests(filter.condition()).stream().anyMatch(test -> {
            ValueTable<T> table = tables.get(test.path());
            return table != null
                    && test.keys().stream().anyMatch(key -> table.owners(key).contains(owner));
        });
    }

    /** How many owners stand under the values of a test already. */
    private int crowd(IndexTest test) {
        ValueTable<T> table = tables.get(test.path());
        return table == null
                ? 0
                : test.keys().stream().mapToInt(key -> table.owners(key).size()).sum();
    }

    private void put(IndexTest test, T owner) {
        ValueTable<T> table = tables.computeIfAbsent(test.path(), path -> new ValueTable<>());
        test.keys().forEach(key -> table.add(key, owner));
    }

    private boolean remove(IndexTest test, T owner) {
        ValueTable<T> table = tables.get(test.path());
        boolean found = false;
        if (table != null) {
            for (ValueKey key : test.keys()) {
                found |= table.remove(key, owner);
            }
            if (table.size() == 0) {
                tables.remove(test.path());
            }
        }
        return found;
    }

    private void removeFromRest(T owner) {
        int place = places.remove(owner);
        T last = rest.remove(rest.size() - 1);
        if (place < rest.size()) {
            rest.set(place, last);
            places.put(last, place);
        }
    }
}
