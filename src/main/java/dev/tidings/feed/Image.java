package dev.tidings.feed;

import dev.tidings.filter.Subject;
import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;

/**
 * A resource as one change, or one row of a scan, shows it. What views need of it is made when the first of them asks, and
 * once for all. For one thread.
 */
final class Image {

    private final Subject subject;
    private String representation;

    Image(Resource resource) {
        this.subject = Subject.of(resource);
    }

    Resource resource() {
        return subject.resource();
    }

    /** What filters look at. */
    Subject subject() {
        return subject;
    }

    /** The whole representation. */
    String representation() {
        if (representation == null) {
            representation = resource().representation();
        }
        return representation;
    }

    /** The representation, read, once for filters too: what projections take their parts from. */
    JsonText tree() {
        return subject.representation();
    }
}
