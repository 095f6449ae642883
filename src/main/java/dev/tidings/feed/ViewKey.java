package dev.tidings.feed;

import java.util.List;

/**
 * What a view shows: equal keys share one view, its frames and its log pages.
 *
 * @param collection the collection
 * @param id the one resource that is watched; null for all
 * @param fields the paths that the resources are projected to, sorted and distinct; empty for whole ones
 * @param format the frames' format
 */
public record ViewKey(String collection, String id, List<String> fields, FrameFormat format) {

    public ViewKey {
        fields = List.copyOf(fields);
    }

    /** The event-bus address, on this node only, of the view's tails. */
    public String address() {
        return "view/" + format.name() + "/" + collection + (id == null ? "" : "/" + id) + "?"
                + String.join(",", fields);
    }
}
