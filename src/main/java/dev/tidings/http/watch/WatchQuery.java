package dev.tidings.http.watch;

import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.http.exchange.Fields;
import dev.tidings.http.exchange.Filters;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.http.exchange.ResourcePath;
import dev.tidings.model.Position;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/** What a URL asks to watch. */
final class WatchQuery {

    private static final Set<String> KNOWN = Set.of(Filters.PARAMETER, Fields.PARAMETER, "since", "snapshot", "mode");

    private WatchQuery() {}

    /**
     * Reads a request for a socket or a stream on a collection or a resource.
     *
     * @param lastEventId where the client's stream broke off, which goes before {@code since}; null where it did not
     */
    static WatchRequest parse(HttpServerRequest request, ResourcePath path, String lastEventId) {
        QueryParameters query = QueryParameters.parse(request.query(), KNOWN);
        Optional<Position> since = query.text("since").map(text -> position("since", text));
        SubscriptionSpec spec = new SubscriptionSpec(
                lastEventId == null ? since.orElse(null) : position("Last-Event-ID", lastEventId),
                query.flag("snapshot"),
                isLatest(query));
        return new WatchRequest(
                path.collection(), path.id(), Filters.of(query).orElse(null), Fields.paths(query), spec);
    }

    private static Position position(String name, String text) {
        return Position.parse(text)
                .orElseThrow(() -> QueryParameters.fault(name, "must be a revision or EPOCH:REVISION"));
    }

    private static boolean isLatest(QueryParameters query) {
        return switch (query.text("mode").orElse("every")) {
            case "every" -> false;
            case "latest" -> true;
            default -> throw QueryParameters.fault("mode", "must be every or latest");
        };
    }
}
