package dev.tidings.http.rest;

import dev.tidings.access.Principal;
import dev.tidings.http.exchange.EntityTags;
import dev.tidings.http.exchange.Headers;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.http.exchange.ResourcePath;
import dev.tidings.resource.Preconditions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * A request for resources whose path, method and origin are in order.
 *
 * @param path what it names
 * @param principal who asks
 */
record Call(RoutingContext context, ResourcePath path, Principal principal) {

    HttpServerRequest request() {
        return context.request();
    }

    /** A header, its lines joined; null where there is none. */
    String header(String name) {
        return Headers.joined(request(), name);
    }

    boolean isHead() {
        return request().method().name().equals("HEAD");
    }

    String collection() {
        return path.collection();
    }

    String id() {
        return path.id();
    }

    QueryParameters query(Set<String> known) {
        return QueryParameters.parse(request().query(), known);
    }

    /** Refuses a query, for requests that have none. */
    void requireNoQuery() {
        query(Set.of());
    }

    Preconditions conditions() {
        return EntityTags.conditions(header("If-Match"), header("If-None-Match"));
    }

    Preferences preferences() {
        return Preferences.parse(header("Prefer"));
    }
}
