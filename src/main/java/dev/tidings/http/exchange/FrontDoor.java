package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What every request has to pass, whatever it asks for: a target of bearable length that
 * decodes, and a host name of this server.
 */
public final class FrontDoor implements RouteGroup {

    /** The longest request target, in bytes. */
    public static final int MAX_TARGET = 8 * 1024;

    private final Visitors visitors;

    public FrontDoor(Visitors visitors) {
        this.visitors = visitors;
    }

    @Override
    public void mount(Router router) {
        router.route().handler(this::check);
    }

    private void check(RoutingContext context) {
        if (context.request().uri().length() > MAX_TARGET) {
            throw TidingsException.of(
                    Code.TARGET_TOO_LONG, "The request's target is longer than " + MAX_TARGET + " bytes.");
        }
        if (!isForAnyHost(context.request().path())) {
            visitors.requireHost(context.request());
        }
        Percent.decodePath(context.request().path()); // the router tidies it up, and answers what it cannot by itself
        context.next();
    }

    /** Probes and scrapers reach a server by whatever address it has. */
    private static boolean isForAnyHost(String path) {
        return path.equals("/metrics") || path.equals("/health") || path.startsWith("/health/");
    }
}
