package dev.tidings.filter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who waits for which value at one path. A value that nobody waits for has no entry; one owner alone costs no set of its own. */
final class ValueTable<T> {

    private final Map<ValueKey, Set<T>> owners = new HashMap<>();

    void add(ValueKey key, T owner) {
        owners.merge(key, Set.of(owner), ValueTable::union);
    }

    private static <T> Set<T> union(Set<T> some, Set<T> more) {
        Set<T> all = some.size() == 1 ? new HashSet<>(some) : some; // a set of one is immutable, others are hash sets
        all.addAll(more);
        return all;
    }

    /** Whether it was there. */
    boolean remove(ValueKey key, T owner) {
        Set<T> some = owners.get(key);
        if (some == null || !some.contains(owner)) {
            return false;
        }
        if (some.size() == 1) {
            owners.remove(key);
            return true;
        }
        some.remove(owner);
        if (some.size() == 1) {
            owners.put(key, Set.copyOf(some));
        }
        return true;
    }

    Set<T> owners(ValueKey key) {
        return owners.getOrDefault(key, Set.of());
    }

    /** How many values are waited for. */
    int size() {
        return owners.size();
    }
}
