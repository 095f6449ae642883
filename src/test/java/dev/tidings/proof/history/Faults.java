package dev.tidings.proof.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What one check found wrong; only the first few, since one mistake often looks like many. */
final class Faults {

    private static final int MOST = 5;

    private final String where;
    private final List<String> found = new ArrayList<>();

    Faults(String where) {
        this.where = where;
    }

    void add(String what) {
        if (found.size() < MOST) {
            found.add(where + ": " + what);
        }
    }

    void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            add(otherwise.get());
        }
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
