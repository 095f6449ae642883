package dev.tidings.http;

import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;

/** Serves a few routes on an address of their own. One instance is enough. */
public final class ManagementVerticle extends VerticleBase {

    private final HttpServerOptions options;
    private final List<RouteGroup> groups;
    private final Failures failures;
    private final IdleConnections idle = new IdleConnections(IdleConnections.PATIENCE);
    private HttpServer server;

    /**
     * Makes it.
     *
     * @param replies what its errors are answered by
     * @param groups what is served, asked in order
     */
    public ManagementVerticle(HttpServerOptions options, Replies replies, List<RouteGroup> groups) {
        this.options = new HttpServerOptions(options).setHttp2ClearTextEnabled(false);
        this.failures = new Failures(replies);
        this.groups = List.copyOf(groups);
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().failureHandler(failures::handle);
        idle.mount(router);
        groups.forEach(group -> group.mount(router));
        router.route().handler(context -> {
            throw TidingsException.of(Code.NOT_FOUND, "There is nothing at this path.");
        });
        idle.start(vertx);
        server = vertx.createHttpServer(options)
                .connectionHandler(idle::accepted)
                .requestHandler(router);
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
}
