package dev.tidings.http;

import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.FrontDoor;
import dev.tidings.http.exchange.LastAnswer;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.http.rest.RestRoutes;
import dev.tidings.http.rest.Services;
import dev.tidings.http.wire.ListeningSocket;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Serves HTTP: one instance an event loop, all on the same port. What is served is in the groups, asked in order.
 */
public final class HttpVerticle extends VerticleBase {

    /** Room for a target that is too long, so that it gets a whole answer, and for the method and the version. */
    private static final int MAX_LINE = 2 * FrontDoor.MAX_TARGET;

    private static final int MAX_HEADERS = 16 * 1024;

    /** How long, in seconds, requests that are under way may take when the node stops. */
    private static final long LAST_REQUESTS = 10;

    private final HttpServerOptions options;
    private final Visitors visitors;
    private final ListeningSocket socket;
    private final List<RouteGroup> groups;
    private final Failures failures;
    private final IdleConnections idle = new IdleConnections(IdleConnections.PATIENCE);
    private HttpServer server;

    /**
     * Makes one instance.
     *
     * @param options where to listen, and with what certificates; bounds of a request's head are set here
     * @param socket is told of each connection; one for all instances
     * @param visitors who is let in
     * @param services what its routes of resources work with
     * @param before what is asked before the routes of resources, which take all that is left; of this instance alone
     */
    public HttpVerticle(
            HttpServerOptions options,
            ListeningSocket socket,
            Visitors visitors,
            Services services,
            List<RouteGroup> before) {
        this.socket = socket;
        this.visitors = visitors;
        this.options = new HttpServerOptions(options)
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(false);
        Replies replies = new Replies(visitors);
        this.failures = new Failures(replies);
        this.groups = new ArrayList<>();
        groups.add(idle);
        groups.add(new FrontDoor(visitors));
        groups.addAll(before);
        groups.add(new RestRoutes(services, visitors, replies));
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().failureHandler(failures::handle);
        groups.forEach(group -> group.mount(router));
        idle.start(vertx);
        server = vertx.createHttpServer(options)
                .connectionHandler(this::accepted)
                .requestHandler(new WholeServer(visitors, router))
                .invalidRequestHandler(HttpVerticle::refuse);
        return server.listen();
    }

    private void accepted(HttpConnection connection) {
        socket.accepted(connection);
        idle.accepted(connection);
    }

    /** Takes no more requests and waits for those that are under way; connections on which there is none are closed at once. */
    @Override
    public Future<?> stop() {
        return server.shutdown(LAST_REQUESTS, TimeUnit.SECONDS);
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** A request whose head could not be read; the connection closes behind the answer. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        LastAnswer.send(request, Failures.problem(unreadable(cause)));
    }

    private static TidingsException unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return TidingsException.of(
                    Code.TARGET_TOO_LONG, "The request's target is longer than " + FrontDoor.MAX_TARGET + " bytes.");
        }
        return cause instanceof TooLongHttpHeaderException
                ? TidingsException.of(
                        Code.HEADERS_TOO_LARGE, "The request's headers are larger than " + MAX_HEADERS + " bytes.")
                : TidingsException.of(Code.BAD_REQUEST, "The request is not HTTP.");
    }
}
