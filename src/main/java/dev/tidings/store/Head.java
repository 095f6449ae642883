package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;

/**
 * Where a collection stands for whoever writes to it.
 *
 * @param revision of its newest change; 0 where nobody has written to it
 * @param lastAt the time of its newest change
 * @param resources how many are in it
 */
record Head(long revision, long lastAt, long resources) {

    /** Of a collection that nobody has written to. */
    static final Head NONE = new Head(0, 0, 0);

    boolean exists() {
        return revision > 0;
    }

    Head after(Change change) {
        long delta = change.kind() == ChangeKind.CREATED ? 1 : change.kind() == ChangeKind.DELETED ? -1 : 0;
        return new Head(change.revision(), change.at(), resources + delta);
    }
}
