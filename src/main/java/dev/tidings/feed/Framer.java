package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes the frames of a view: selects, projects, encodes. Stateless, so that the feed's loop and a connection's may use one
 * each.
 *
 * @param projection from a whole representation to what the view shows of it
 */
record Framer(String collection, Selector selector, UnaryOperator<String> projection, FrameFormat format) {

    /** The frames of a view as its key asks for them. */
    static Framer of(ViewKey key) {
        return new Framer(key.collection(), Selector.of(key), UnaryOperator.identity(), key.format());
    }

    /** The frame of a committed change; empty where the view does not select it. */
    Optional<Frame> change(String epoch, Change change) {
        return selector.select(change).map(type -> encode(epoch, event(type, change)));
    }

    /** A page of the log as the view shows it. */
    FramePage page(String epoch, LogPage page) {
        List<Frame> frames = new ArrayList<>(page.changes().size());
        page.changes().forEach(change -> change(epoch, change).ifPresent(frames::add));
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

    private ResourceEvent event(FrameType type, Change change) {
        boolean left = type == FrameType.LEFT; // tells no content: the reader may have lost the right to see it
        String resource = left ? null : projection.apply(change.resource().representation());
        return new ResourceEvent(type, change.revision(), change.id(), change.at(), resource, left ? "changed" : null);
    }

    private Optional<ResourceEvent> event(Scan scan, Row row) {
        Resource resource = row.resource();
        if (resource == null) {
            return selector.matchesId(row.id())
                    ? Optional.of(new ResourceEvent(FrameType.DELETED, row.revision(), row.id(), 0, null, null))
                    : Optional.empty();
        }
        if (!selector.matches(resource)) {
            return Optional.empty();
        }
        FrameType type = scan.snapshot() ? FrameType.SNAPSHOT : FrameType.UPDATED;
        long time = scan.snapshot() ? 0 : resource.updatedAt();
        String shown = projection.apply(resource.representation());
        return Optional.of(new ResourceEvent(type, row.revision(), row.id(), time, shown, null));
    }

    private Frame encode(String epoch, ResourceEvent event) {
        return format.encode(collection, epoch, event);
    }
}
