package dev.tidings.filter;

import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;

/**
 * A resource as filters see it: its document is read once, when the first filter asks, however many look at it. For one
 * thread.
 */
public final class Subject {

    private final Resource resource;
    private JsonText document;

    private Subject(Resource resource) {
        this.resource = resource;
    }

    public static Subject of(Resource resource) {
        return new Subject(resource);
    }

    public Resource resource() {
        return resource;
    }

    /** The client's own members, without those that the server manages. */
    JsonText document() {
        if (document == null) {
            document = JsonText.parse(resource.document(), JsonText.MAX_DEPTH);
        }
        return document;
    }
}
