package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.util.Optional;

/**
 * Which resources a view shows, and so which of the changes concern it. Pure: the same images give the same answer, today
 * and in a replay.
 */
interface Selector {

    /** Whether a resource in this state is shown. */
    boolean matches(Resource resource);

    /** Whether a tombstone with this id concerns the view; asked only of selectors that are not {@link #filtered}. */
    boolean matchesId(String id);

    /**
     * Whether the answer may depend on more than the id. Then the resources' own revisions cannot tell who left, so that
     * below the floor of the log there is nothing to go on from.
     */
    boolean filtered();

    /** What a view's key asks for: one resource, or all. */
    static Selector of(ViewKey key) {
        return key.id() == null ? new Whole() : new One(key.id());
    }

    /** What this change is to the view; empty where it does not concern it. */
    default Optional<FrameType> select(Change change) {
        boolean before = change.before() != null && matches(change.before());
        boolean after = change.after() != null && matches(change.after());
        if (!before && !after) {
            return Optional.empty();
        }
        return Optional.of(
                switch (change.kind()) {
                    case CREATED -> FrameType.CREATED;
                    case DELETED -> FrameType.DELETED;
                    case UPDATED -> before && after ? FrameType.UPDATED : after ? FrameType.ENTERED : FrameType.LEFT;
                });
    }

    /** All of a collection. */
    record Whole() implements Selector {
        @Override
        public boolean matches(Resource resource) {
            return true;
        }

        @Override
        public boolean matchesId(String id) {
            return true;
        }

        @Override
        public boolean filtered() {
            return false;
        }
    }

    /** The one resource with this id. */
    record One(String id) implements Selector {
        @Override
        public boolean matches(Resource resource) {
            return matchesId(resource.id());
        }

        @Override
        public boolean matchesId(String other) {
            return id.equals(other);
        }

        @Override
        public boolean filtered() {
            return false;
        }
    }
}
