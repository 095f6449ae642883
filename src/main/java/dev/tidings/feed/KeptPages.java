package dev.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The complete log pages that a view keeps, to hand them out again. Two shelves bound them: the view's own, and the one of
 * the node that all views share. On the feed's loop alone.
 */
final class KeptPages {

    private final PageShelf own;
    private final PageShelf node;
    private final NavigableMap<Long, PageShelf.Kept> byFrom = new TreeMap<>();
    private boolean closed;

    KeptPages(int bound, PageShelf node) {
        this.own = new PageShelf(bound);
        this.node = node;
    }

    /** The page that follows the cursor; from now on the last used one. */
    Optional<FramePage> find(long cursor) {
        Map.Entry<Long, PageShelf.Kept> before = byFrom.floorEntry(cursor);
        if (before == null || before.getValue().page().end() <= cursor) {
            return Optional.empty();
        }
        own.use(before.getValue());
        node.use(before.getValue());
        return Optional.of(before.getValue().page());
    }

    /** Whether a page is known to begin here. */
    boolean beginsAt(long revision) {
        return byFrom.containsKey(revision);
    }

    /** Whether the nearest page before the cursor is known to end exactly there. */
    boolean endsAt(long cursor) {
        Map.Entry<Long, PageShelf.Kept> before = byFrom.floorEntry(cursor);
        return before != null && before.getValue().page().end() == cursor;
    }

    /** Keeps a page, in place of one that begins where it does. A page heavier than a bound is not kept. */
    void keep(FramePage page) {
        if (closed) {
            return;
        }
        Optional.ofNullable(byFrom.get(page.from())).ifPresent(this::drop);
        PageShelf.Kept kept = new PageShelf.Kept(this, page);
        byFrom.put(page.from(), kept);
        own.add(kept);
        node.add(kept);
        own.trim();
        node.trim();
    }

    /** Lets go of one, because a shelf is full or its place is taken. */
    void drop(PageShelf.Kept kept) {
        byFrom.remove(kept.page().from());
        own.remove(kept);
        node.remove(kept);
    }

    /** Lets go of all. */
    void clear() {
        List<PageShelf.Kept> all = new ArrayList<>(byFrom.values());
        all.forEach(this::drop);
    }

    /** Lets go of all, and keeps nothing any more: a page still under way would be kept for nobody. */
    void close() {
        closed = true;
        clear();
    }

    int count() {
        return byFrom.size();
    }

    long weight() {
        return own.weight();
    }
}
