package dev.tidings.http;

import dev.tidings.http.exchange.RouteGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Once the node drains, each answer over HTTP/1.1 says that the connection closes behind it, so that its client comes back
 * to another node. One for all instances; goes before all other routes.
 */
public final class LastRequests implements RouteGroup, Drainable {

    private volatile boolean draining;

    @Override
    public void mount(Router router) {
        router.route().handler(this::mark);
    }

    @Override
    public Future<Void> drain(Duration time) {
        draining = true;
        return Future.succeededFuture();
    }

    private void mark(RoutingContext context) {
        // HTTP/2 has no such header (RFC 9113 section 8.2.2); its connections are told when the server closes
        if (draining && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.next();
    }
}
