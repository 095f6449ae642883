package dev.tidings.feed;

import dev.tidings.filter.Filter;
import java.util.Optional;

/**
 * Which resources a view shows, and so which of the changes concern it. Pure: the same images give the same answer, today
 * and in a replay.
 */
sealed interface Selector {

    /** Whether a resource in this state is shown. */
    boolean matches(Image image);

    /** Whether a tombstone with this id concerns the view; asked only of selectors that are not {@link #filtered}. */
    boolean matchesId(String id);

    /**
     * Whether the answer may depend on more than the id. Then the resources' own revisions cannot tell who left, so that
     * below the floor of the log there is nothing to go on from.
     */
    boolean filtered();

    /** One resource, or all where no id is given, and of those what matches where there is a filter. */
    static Selector of(String id, Filter filter) {
        Selector named = id == null ? new Whole() : new One(id);
        return filter == null ? named : new Filtered(named, filter);
    }

    /** What this change is to the view; empty where it does not concern it. */
    default Optional<FrameType> select(Sighting sighting) {
        boolean before = sighting.before() != null && matches(sighting.before());
        boolean after = sighting.after() != null && matches(sighting.after());
        if (!before && !after) {
            return Optional.empty();
        }
        return Optional.of(
                switch (sighting.change().kind()) {
                    case CREATED -> FrameType.CREATED;
                    case DELETED -> FrameType.DELETED;
                    case UPDATED -> before && after ? FrameType.UPDATED : after ? FrameType.ENTERED : FrameType.LEFT;
                });
    }

    /** All of a collection. */
    record Whole() implements Selector {
        @Override
        public boolean matches(Image image) {
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
        public boolean matches(Image image) {
            return matchesId(image.resource().id());
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

    /** Of others' resources those that match. */
    record Filtered(Selector of, Filter filter) implements Selector {
        @Override
        public boolean matches(Image image) {
            return of.matches(image) && filter.test(image.subject());
        }

        @Override
        public boolean matchesId(String id) {
            return of.matchesId(id);
        }

        @Override
        public boolean filtered() {
            return true;
        }
    }
}
