package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A change as it is shown to views: with its two images, which all of them share. For one thread.
 *
 * @param before null for what was created
 * @param after null for what was deleted
 */
record Sighting(Change change, Image before, Image after) {

    static Sighting of(Change change) {
        return new Sighting(change, image(change.before()), image(change.after()));
    }

    private static Image image(Resource resource) {
        return resource == null ? null : new Image(resource);
    }

    /** The images that there are, before first. */
    List<Image> images() {
        return Stream.of(before, after).filter(Objects::nonNull).toList();
    }

    /** The newest image there is: what it became or, once deleted, its last state. */
    Image newest() {
        return after == null ? before : after;
    }
}
