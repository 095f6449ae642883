package dev.tidings.http.ops;

import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.Replies;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** A path that can only be read: any other method on it is told what there is. */
final class ReadOnlyPath {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private ReadOnlyPath() {}

    /** The route of its {@code GET} and {@code HEAD}, for a handler. */
    static Route on(Router router, String path, Replies replies) {
        Route route = router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
        router.route(path).handler(context -> otherMethod(context, replies));
        return route;
    }

    private static void otherMethod(RoutingContext context, Replies replies) {
        if (HttpMethod.OPTIONS.equals(context.request().method())) {
            replies.options(context, ALLOWED, Map.of());
            return;
        }
        TidingsException refusal = TidingsException.of(Code.METHOD_NOT_ALLOWED, "This can only be read.");
        replies.send(context, Failures.problem(refusal).with("Allow", ALLOWED));
    }
}
