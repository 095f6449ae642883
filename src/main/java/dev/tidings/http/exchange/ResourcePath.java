package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.Names;
import dev.tidings.model.TidingsException;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request's path names. Read from the raw path, for a router that tidies paths up first would let {@code %2e%2e}
 * name something else than its author wrote.
 *
 * @param kind which of the three it is
 * @param collection null for the index
 * @param id null for anything but a resource
 */
public record ResourcePath(Kind kind, String collection, String id) {

    private static final ResourcePath ROOT = new ResourcePath(Kind.INDEX, null, null);
    private static final String VERSION = "v1";
    private static final String KEPT = ResourcePath.class.getName();

    public enum Kind {
        INDEX("GET, HEAD, POST, OPTIONS", "Accept-Post", Accepts.JSON), // a batch is no list of lines
        COLLECTION("GET, HEAD, POST, OPTIONS", "Accept-Post", MediaType.POSTS),
        RESOURCE("GET, HEAD, PUT, PATCH, DELETE, OPTIONS", "Accept-Patch", MediaType.PATCHES);

        private final String methods;
        private final String acceptHeader;
        private final String bodies;

        Kind(String methods, String acceptHeader, String bodies) {
            this.methods = methods;
            this.acceptHeader = acceptHeader;
            this.bodies = bodies;
        }

        /** The methods that such a path has, as they stand in {@code Allow}. */
        public String methods() {
            return methods;
        }

        /** What a {@code POST} or a {@code PATCH} may bring, as the header that says so (RFC 5789 section 3.1). */
        public Map<String, String> bodies() {
            return Map.of(acceptHeader, bodies);
        }

        public boolean has(String method) {
            return List.of(methods.split(", ", -1)).contains(method);
        }
    }

    /** Reads a request's path and keeps it with the request, for the answer to know what it is about. */
    public static ResourcePath read(RoutingContext context) {
        ResourcePath path = parse(context.request().path());
        context.put(KEPT, path);
        return path;
    }

    /** The path that was read of this request; empty where none was. */
    static Optional<ResourcePath> readOf(RoutingContext context) {
        return Optional.ofNullable(context.get(KEPT));
    }

    /**
     * Reads a raw path.
     *
     * @throws TidingsException {@code BAD_REQUEST} where it does not decode or a name in it breaks its rule, {@code
     *     NOT_FOUND} where there is no such path
     */
    static ResourcePath parse(String rawPath) {
        List<String> segments = List.of(rawPath.substring(1).split("/", -1)).stream()
                .map(Percent::decodePath)
                .toList();
        if (!segments.get(0).equals(VERSION) || segments.size() > 3) {
            throw TidingsException.of(Code.NOT_FOUND, "There is nothing at this path.");
        }
        return switch (segments.size()) {
            case 1 -> ROOT;
            case 2 -> new ResourcePath(Kind.COLLECTION, collection(segments.get(1)), null);
            default -> new ResourcePath(Kind.RESOURCE, collection(segments.get(1)), id(segments.get(2)));
        };
    }

    /** The path itself; the names in it need no encoding. */
    @Override
    public String toString() {
        return "/" + VERSION + (collection == null ? "" : "/" + collection) + (id == null ? "" : "/" + id);
    }

    private static String collection(String name) {
        if (!Names.isCollection(name)) {
            throw TidingsException.of(
                    Code.BAD_REQUEST, "A collection's name is a-z, then up to 62 of a-z 0-9 _ and -.");
        }
        return name;
    }

    private static String id(String id) {
        if (!Names.isId(id)) {
            throw TidingsException.of(
                    Code.BAD_REQUEST, "An id is 1 to 128 of A-Z a-z 0-9 . _ ~ - and neither . nor ..");
        }
        return id;
    }
}
