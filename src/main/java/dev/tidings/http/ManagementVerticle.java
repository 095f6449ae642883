package dev.tidings.http;

import dev.tidings.http.exchange.Problems;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.StatusTable;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Serves a few routes on an address of their own. One instance is enough. */
public final class ManagementVerticle extends VerticleBase {

    private final HttpServerOptions options;
    private final List<RouteGroup> groups;
    private HttpServer server;

    public ManagementVerticle(HttpServerOptions options, List<RouteGroup> groups) {
        this.options = options;
        this.groups = List.copyOf(groups);
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        groups.forEach(group -> group.mount(router));
        router.route().handler(ManagementVerticle::notFound);
        server = vertx.createHttpServer(options).requestHandler(router);
        return server.listen();
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }

    /** The port that it listens on, once it is deployed. */
    public int port() {
        return server.actualPort();
    }

    private static void notFound(RoutingContext context) {
        TidingsException error = TidingsException.of(Code.NOT_FOUND, "There is nothing at this path.");
        context.response()
                .setStatusCode(StatusTable.status(error.code()))
                .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                .end(Problems.json(error));
    }
}
