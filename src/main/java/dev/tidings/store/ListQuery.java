package dev.tidings.store;

import dev.tidings.filter.Filter;
import java.util.List;

/**
 * Which page of a collection is wanted.
 *
 * @param collection a valid name
 * @param limit 1 to 1000 resources; a page of very large ones, or of few that match among many, may be shorter, or even
 *     empty, and still have a next
 * @param after a former page's {@link ResourcePage#next}; null for the first page. One that is none, or belongs to another
 *     sort or filter, is a {@code BAD_REQUEST}
 * @param sort up to four paths; ties, and an empty list, are ordered by id
 * @param count whether the resources that match are to be counted
 * @param filter which resources are wanted; null for all
 */
public record ListQuery(String collection, int limit, String after, List<SortKey> sort, boolean count, Filter filter) {

    public ListQuery {
        sort = List.copyOf(sort);
    }

    /** Of all resources. */
    public ListQuery(String collection, int limit, String after, List<SortKey> sort, boolean count) {
        this(collection, limit, after, sort, count, null);
    }

    /** Refuses, as a {@code BAD_REQUEST}, an {@link #after} that is no next of this list; what it is of need not exist. */
    public void requireUsable() {
        if (after != null) {
            PageToken.read(this);
        }
    }

    /**
     * One path to sort by. Values rise in the order: absent, null, false, true, numbers as IEEE doubles (beyond their
     * range at the end of their sign), strings by code point, then arrays and objects as equal.
     *
     * @param path member names from the top of the representation; a path that meets anything but an object is absent
     */
    public record SortKey(List<String> path, boolean descending) {

        public SortKey {
            path = List.copyOf(path);
        }
    }
}
