package dev.tidings.store;

import dev.tidings.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Picks a page out of resources that come in any order: the first ones after a place. It never holds more than what may
 * be in the page, so a collection of any size is sorted in a bounded amount of memory.
 */
final class PageBuilder {

    /** How many characters of documents are in a page; the one that passes it is the last. */
    private static final long MAX_WEIGHT = 8 << 20;

    private final SortOrder order;
    private final PagePlace after;
    private final int limit;
    private final TreeMap<PagePlace, Resource> page = new TreeMap<>();
    private long weight;
    private boolean more;

    /**
     * A builder.
     *
     * @param after the place before the page; null for the first
     */
    PageBuilder(SortOrder order, PagePlace after, int limit) {
        this.order = order;
        this.after = after;
        this.limit = limit;
    }

    void offer(Resource resource) {
        PagePlace place = PagePlace.of(resource, order);
        if (after != null && place.compareTo(after) <= 0) {
            return;
        }
        if (isFull() && place.compareTo(page.lastKey()) > 0) {
            more = true;
            return;
        }
        page.put(place, resource);
        weight += resource.document().length();
        while (isFullWithoutLast()) {
            weight -= page.pollLastEntry().getValue().document().length();
            more = true;
        }
    }

    /** Whether nothing that comes after all that was offered could be in the page. */
    boolean isFull() {
        return page.size() >= limit || weight >= MAX_WEIGHT;
    }

    /** Whether something that was offered comes after the page. */
    boolean hasMore() {
        return more;
    }

    List<Resource> items() {
        return new ArrayList<>(page.values());
    }

    PagePlace last() {
        return page.lastKey();
    }

    private boolean isFullWithoutLast() {
        if (page.size() > limit) {
            return true;
        }
        Map.Entry<PagePlace, Resource> last = page.lastEntry();
        return page.size() > 1 && weight - last.getValue().document().length() >= MAX_WEIGHT;
    }
}
