package dev.tidings.feed;

import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.ScanPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the frames of a view: what it selects, encoded. Stateless, so that the feed's loop and a connection's may use one
 * each.
 */
record Framer(String collection, Selection selection, FrameFormat format) {

    /** The frames of a view as its key asks for them. */
    static Framer of(ViewKey key) {
        return new Framer(key.collection(), Selection.of(key.id(), key.filter(), key.fields()), key.format());
    }

    boolean filtered() {
        return selection.filtered();
    }

    /** The frame of a committed change; empty where the view does not select it. */
    Optional<Frame> change(String epoch, Sighting sighting) {
        return selection.event(sighting).map(event -> encode(epoch, event));
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
        page.rows().forEach(row -> selection.event(scan, row).ifPresent(event -> frames.add(encode(epoch, event))));
        var marks = page.marks();
        long end = page.more() ? page.rows().get(page.rows().size() - 1).revision() : scan.upTo();
        return new FramePage(after, end, marks.floor(), marks.tombstoneFloor(), marks.head(), Chunk.of(frames));
    }

    private Frame encode(String epoch, ResourceEvent event) {
        return format.encode(collection, epoch, event);
    }
}
