package dev.tidings.http.ops;

import dev.tidings.http.exchange.Problems;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.StatusTable;
import dev.tidings.http.ops.Health.Phase;
import dev.tidings.metrics.Metrics;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * How operators and their machines see the node: {@code /health/live}, {@code /health/ready}, {@code /health}, {@code
 * /metrics}. They answer to any host name and need no permission, for they tell nothing of what the store holds.
 */
public final class OpsRoutes implements RouteGroup {

    private static final String JSON = "application/json";

    private final Vertx vertx;
    private final Health health;
    private final Metrics metrics;

    public OpsRoutes(Vertx vertx, Health health, Metrics metrics) {
        this.vertx = vertx;
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public void mount(Router router) {
        ReadOnlyPath.on(router, "/health/live").handler(OpsRoutes::live);
        ReadOnlyPath.on(router, "/health/ready").handler(this::ready);
        ReadOnlyPath.on(router, "/health").handler(this::report);
        ReadOnlyPath.on(router, "/metrics").handler(this::scrape);
    }

    private static void live(RoutingContext context) {
        answer(context, JSON, "{\"status\":\"live\"}");
    }

    private void ready(RoutingContext context) {
        Phase phase = health.phase();
        if (phase == Phase.READY) {
            answer(context, JSON, "{\"status\":\"ready\"}");
            return;
        }
        context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        refuse(context, TidingsException.of(Code.UNAVAILABLE, "This node is " + phase.word() + "."));
    }

    /** A store that is away is told with a 200: it must not take the node, with its clear 503s, out of rotation. */
    private void report(RoutingContext context) {
        health.report().onSuccess(report -> answer(context, JSON, report.encode()));
    }

    private void scrape(RoutingContext context) {
        vertx.executeBlocking(metrics::scrape, false)
                .onSuccess(text -> answer(context, Metrics.MEDIA_TYPE, text))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, String type, String body) {
        Buffer bytes = Buffer.buffer(body);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.length())) // a HEAD has none else
                .end(bytes);
    }

    private static void refuse(RoutingContext context, TidingsException error) {
        context.response().setStatusCode(StatusTable.status(error.code()));
        answer(context, Problems.MEDIA_TYPE, Problems.json(error));
    }
}
