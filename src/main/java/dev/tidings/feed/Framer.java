package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.Projection;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the frames of a view: selects, projects, encodes. Stateless, so that the feed's loop and a connection's may use one
 * each.
 *
 * @param projection what the view shows of a resource
 */
record Framer(String collection, Selector selector, Function<Image, String> projection, FrameFormat format) {

    /** The frames of a view as its key asks for them. */
    static Framer of(ViewKey key) {
        return new Framer(key.collection(), Selector.of(key), projection(key), key.format());
    }

    private static Function<Image, String> projection(ViewKey key) {
        if (key.fields().isEmpty()) {
            return Image::representation; // spares most views the reading of each document
        }
        Projection projection = Projection.of(key.fields());
        return image -> projection.apply(image.tree()).text();
    }

    /** The frame of a committed change; empty where the view does not select it. */
    Optional<Frame> change(String epoch, Sighting sighting) {
        return selector.select(sighting).map(type -> encode(epoch, event(type, sighting)));
    }

    /** A page of the log as the view shows it. */
    FramePage page(String epoch, LogPage page) {
        List<Frame> frames = new ArrayList<>(page.changes().size());
        page.changes().forEach(change -> change(epoch, Sighting.of(change)).ifPresent(frames::add));
        var marks = page.marks();
        return new FramePage(
                page.from(), page.end(), marks.floor(), marks.tombstoneFloor(), marks.head(), Chunk.of(frames));
    }

    /** A page of a scan as the view shows it. It looked as far as the scan's bound where no more rows follow. */
    FramePage page(String epoch, long after, Scan scan, ScanPage page) {
        List<Frame> frames = new ArrayList<>(page.rows().size());
        page.rows().forEach(row -> event(scan, row).ifPresent(event -> frames.add(encode(epoch, event))));
        var marks = page.marks();
        long end = page.more() ? page.rows().get(page.rows().size() - 1).revision() : scan.upTo();
        return new FramePage(after, end, marks.floor(), marks.tombstoneFloor(), marks.head(), Chunk.of(frames));
    }

    private ResourceEvent event(FrameType type, Sighting sighting) {
        Change change = sighting.change();
        boolean left = type == FrameType.LEFT; // tells no content: the reader may have lost the right to see it
        String resource = left ? null : projection.apply(sighting.newest());
        return new ResourceEvent(type, change.revision(), change.id(), change.at(), resource, left ? "changed" : null);
    }

    private Optional<ResourceEvent> event(Scan scan, Row row) {
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
        long time = scan.snapshot() ? 0 : row.resource().updatedAt();
        return Optional.of(new ResourceEvent(type, row.revision(), row.id(), time, projection.apply(image), null));
    }

    private Frame encode(String epoch, ResourceEvent event) {
        return format.encode(collection, epoch, event);
    }
}
