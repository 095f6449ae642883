package dev.tidings.http.ops;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.ops.Health.Phase;
import dev.tidings.metrics.Metrics;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Vertx;
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
    private final Replies replies;

    public OpsRoutes(Vertx vertx, Health health, Metrics metrics, Replies replies) {
        this.vertx = vertx;
        this.health = health;
        this.metrics = metrics;
        this.replies = replies;
    }

    @Override
    public void mount(Router router) {
        ReadOnlyPath.on(router, "/health/live", replies).handler(this::live);
        ReadOnlyPath.on(router, "/health/ready", replies).handler(this::ready);
        ReadOnlyPath.on(router, "/health", replies).handler(this::report);
        ReadOnlyPath.on(router, "/metrics", replies).handler(this::scrape);
    }

    private void live(RoutingContext context) {
        answer(context, JSON, "{\"status\":\"live\"}");
    }

    private void ready(RoutingContext context) {
        Phase phase = health.phase();
        if (phase == Phase.READY) {
            answer(context, JSON, "{\"status\":\"ready\"}");
            return;
        }
        TidingsException refusal = TidingsException.of(Code.UNAVAILABLE, "This node is " + phase.word() + ".");
        replies.send(context, Failures.problem(refusal));
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

    private void answer(RoutingContext context, String type, String body) {
        Answer answer = Answer.of(200).with("Content-Type", type).with("Cache-Control", "no-store");
        replies.send(context, answer.withBody(body));
    }
}
