package dev.tidings.http.exchange;

import dev.tidings.model.Projection;
import dev.tidings.model.Resource;
import java.util.List;

/** The members that a reader wants of each resource: all, or those that {@code fields} names. */
public final class Fields {

    public static final String PARAMETER = "fields";

    /** Null where all are wanted, so that whole representations are not read for nothing. */
    private final Projection projection;

    private Fields(Projection projection) {
        this.projection = projection;
    }

    public static Fields of(QueryParameters query) {
        List<String> paths = paths(query);
        return new Fields(paths.isEmpty() ? null : Projection.of(paths));
    }

    /** The paths that a query asks for; none for all members. */
    public static List<String> paths(QueryParameters query) {
        List<String> paths = query.list(PARAMETER);
        paths.forEach(path -> QueryParameters.path(PARAMETER, path));
        return paths;
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
