package dev.tidings.http.ops;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Failures;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A path that can only be read: any other method on it is told what there is. */
final class ReadOnlyPath {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private ReadOnlyPath() {}

    /** The route of its {@code GET} and {@code HEAD}, for a handler. */
    static Route on(Router router, String path) {
        Route route = router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
        router.route(path).handler(ReadOnlyPath::otherMethod);
        return route;
    }

    private static void otherMethod(RoutingContext context) {
        HttpServerResponse response = context.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
        if (HttpMethod.OPTIONS.equals(context.request().method())) {
            response.setStatusCode(204).end();
            return;
        }
        Answer refusal = Failures.problem(TidingsException.of(Code.METHOD_NOT_ALLOWED, "This can only be read."));
        refusal.headers().forEach(response::putHeader);
        response.setStatusCode(refusal.status()).end(refusal.body());
    }
}
