package dev.tidings.http.exchange;

import io.vertx.ext.web.Router;

/**
 * Routes that belong together. Groups are mounted in order, each once on every event loop; one that does not want a
 * request lets the next have it, and one that fails it with a {@code TidingsException} has it answered as a problem.
 */
@FunctionalInterface
public interface RouteGroup {

    void mount(Router router);
}
