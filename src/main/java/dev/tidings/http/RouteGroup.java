package dev.tidings.http;

import io.vertx.ext.web.Router;

/** Some routes that belong together. One group is mounted on the router of every instance, so it keeps no state of one. */
public interface RouteGroup {

    void mount(Router router);
}
