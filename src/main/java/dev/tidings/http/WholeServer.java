package dev.tidings.http;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.LastAnswer;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.model.TidingsException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers {@code OPTIONS *}, which asks what the server can do and not what can be done with a resource of it (RFC 9110
 * section 9.3.7). A router knows paths only, so it is asked for all the rest.
 */
final class WholeServer implements Handler<HttpServerRequest> {

    private static final String METHODS = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE";

    private final Visitors visitors;
    private final Handler<HttpServerRequest> router;

    WholeServer(Visitors visitors, Handler<HttpServerRequest> router) {
        this.visitors = visitors;
        this.router = router;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.OPTIONS) && request.uri().equals("*")) {
            LastAnswer.send(request, answer(request));
        } else {
            router.handle(request);
        }
    }

    private Answer answer(HttpServerRequest request) {
        try {
            visitors.requireHost(request);
            return Answer.of(204).with("Allow", METHODS);
        } catch (TidingsException refusal) {
            return Failures.problem(refusal);
        }
    }
}
