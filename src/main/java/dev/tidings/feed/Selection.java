package dev.tidings.feed;

import dev.tidings.filter.Filter;
import dev.tidings.model.Change;
import dev.tidings.model.Projection;
import dev.tidings.store.ChangeLog.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a reader is told of a collection: which of its resources, and what of each. The same for live views, replays and
 * pages of changes. Immutable and pure; safe for any thread.
 */
public final class Selection {

    private final Selector selector;
    private final Function<Image, String> projection;

    private Selection(Selector selector, Function<Image, String> projection) {
        this.selector = selector;
        this.projection = projection;
    }

    /**
     * Selects and projects.
     *
     * @param id the one resource; null for all
     * @param filter what the resources have to match; null for no condition
     * @param fields the paths that the resources are projected to; empty for whole ones
     */
    public static Selection of(String id, Filter filter, List<String> fields) {
        return new Selection(Selector.of(id, filter), projection(fields));
    }

    private static Function<Image, String> projection(List<String> fields) {
        if (fields.isEmpty()) {
            return Image::representation; // spares most views the reading of each document
        }
        Projection projection = Projection.of(fields);
        return image -> projection.apply(image.tree()).text();
    }

    boolean filtered() {
        return selector.filtered();
    }

    /** What is told of a committed change; empty where it concerns nothing that is selected, before it or after it. */
    public Optional<ResourceEvent> event(Change change) {
        return event(Sighting.of(change));
    }

    /** The same, of a change that others look at too. */
    Optional<ResourceEvent> event(Sighting sighting) {
        return selector.select(sighting).map(type -> event(type, sighting));
    }

    private ResourceEvent event(FrameType type, Sighting sighting) {
        Change change = sighting.change();
        boolean left = type == FrameType.LEFT; // tells no content: the reader may have lost the right to see it
        String resource = left ? null : projection.apply(sighting.newest());
        return new ResourceEvent(type, change.revision(), change.id(), change.at(), resource, left ? "changed" : null);
    }

    /** What is told of a row of a scan. */
    Optional<ResourceEvent> event(Scan scan, Row row) {
        if (row.resource() == null) {
            return selector.matchesId(row.id())
                    ? Optional.of(new ResourceEvent(FrameType.DELETED, row.revision(), row.id(), 0, null, null))
                    : Optional.empty();
        }
        Image image = new Image(row.resource());
        if (!selector.matches(image)) {
            return Optional.empty();
        }
        FrameType type = scan.snapshot() ? FrameType.SNAPSHOT : FrameType.UPDATED;
        long time = row.resource().updatedAt();
        return Optional.of(new ResourceEvent(type, row.revision(), row.id(), time, projection.apply(image), null));
    }
}
