package dev.tidings.http.exchange;

import dev.tidings.model.Projection;
import dev.tidings.model.Resource;

/** The members that a reader wants of each resource: all, or those that {@code fields} names. */
public final class Fields {

    public static final String PARAMETER = "fields";

    /** Null where all are wanted, so that whole representations are not read for nothing. */
    private final Projection projection;

    private Fields(Projection projection) {
        this.projection = projection;
    }

    public static Fields of(QueryParameters query) {
        query.list(PARAMETER).forEach(path -> QueryParameters.path(PARAMETER, path));
        return new Fields(query.has(PARAMETER) ? Projection.of(query.list(PARAMETER)) : null);
    }

    public boolean areAll() {
        return projection == null;
    }

    /** The resource as this reader sees it. */
    public String show(Resource resource) {
        return project(resource.representation());
    }

    /** The representation with only what is wanted. */
    public String project(String representation) {
        return projection == null ? representation : projection.apply(representation);
    }
}
