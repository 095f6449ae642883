package dev.tidings.filter;

import dev.tidings.model.Resource;

/** Resources to try filters on. */
public final class Documents {

    /** 2026-01-02T03:04:05.006Z */
    private static final long CREATED = 1_767_323_045_006L;

    private Documents() {}

    /** A resource with this document, id {@code doc-1}, revision 42, made 2026-01-02T03:04:05.006Z, changed a second later. */
    public static Resource resource(String document) {
        return new Resource("doc-1", 42, CREATED, CREATED + 1000, document);
    }

    public static Subject subject(String document) {
        return Subject.of(resource(document));
    }
}
