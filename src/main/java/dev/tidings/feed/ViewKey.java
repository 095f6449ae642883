package dev.tidings.feed;

import dev.tidings.filter.Filter;
import java.util.List;

/**
 * What a view shows: equal keys share one view, its frames and its log pages. Filters that are spelled in different ways and
 * have one canonical text are equal.
 *
 * @param collection the collection
 * @param id the one resource that is watched; null for all
 * @param filter what the resources have to match; null for no condition
 * @param fields the paths that the resources are projected to, sorted and distinct; empty for whole ones
 * @param format the frames' format
 */
public record ViewKey(String collection, String id, Filter filter, List<String> fields, FrameFormat format) {

    public ViewKey {
        fields = List.copyOf(fields);
    }

    /** Without a filter. */
    public ViewKey(String collection, String id, List<String> fields, FrameFormat format) {
        this(collection, id, null, fields, format);
    }

    /** The event-bus address, on this node only, of the view's tails. Different keys have different ones. */
    public String address() {
        return "view/" + format.name() + "/" + collection + (id == null ? "" : "/" + id) + "?"
                + String.join(",", fields)
                + (filter == null ? "" : ",," + filter.canonical()); // no field is empty: nothing else has two commas
    }
}
