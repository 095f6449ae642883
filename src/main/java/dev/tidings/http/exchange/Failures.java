package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers failures with their problems; what only the operator may know goes to the log. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** While the store is away every request fails, and the log would grow by some kilobytes for each. */
    private final Seldom outages = new Seldom(Duration.ofSeconds(1), System::nanoTime);

    private final Replies replies;

    public Failures(Replies replies) {
        this.replies = replies;
    }

    /** Answers a request that some handler failed, with an exception or with a status alone. */
    public void handle(RoutingContext context) {
        boolean judged = context.failure() == null || isRouters(context.statusCode());
        send(context, judged ? ofStatus(context.statusCode()) : Problems.of(context.failure()));
    }

    /** Handlers fail with exceptions alone; a status besides is the router's own judgement of a request. */
    private static boolean isRouters(int status) {
        return status >= 400 && status < 500;
    }

    /** Answers an error. */
    public void send(RoutingContext context, TidingsException error) {
        log(context, error);
        replies.send(context, answer(context, error));
    }

    private static Answer answer(RoutingContext context, TidingsException error) {
        Answer answer = problem(error);
        return switch (error.code()) {
            case METHOD_NOT_ALLOWED ->
                allowed(context).map(all -> answer.with("Allow", all)).orElse(answer);
            case UNSUPPORTED_MEDIA_TYPE -> wanted(context, answer);
            default -> answer;
        };
    }

    /** The problem of an error, as far as it depends on nothing else. */
    public static Answer problem(TidingsException error) {
        Answer answer = Answer.of(StatusTable.status(error.code()))
                .with("Content-Type", Problems.MEDIA_TYPE)
                .with("Cache-Control", "no-store")
                .withBody(Problems.json(error));
        return switch (error.code()) {
            case UNAVAILABLE, TOO_MANY ->
                answer.with(
                        "Retry-After",
                        error.members().getOrDefault("retryAfter", 1).toString());
            default -> answer;
        };
    }

    private static Optional<String> allowed(RoutingContext context) {
        return ResourcePath.readOf(context).map(path -> path.kind().methods());
    }

    private static Answer wanted(RoutingContext context, Answer answer) {
        if (context.request().getHeader("Content-Encoding") != null) {
            return answer.with("Accept-Encoding", "identity"); // RFC 9110 section 12.5.3: for this reason alone
        }
        boolean isPut = context.request().method().equals(HttpMethod.PUT);
        return ResourcePath.readOf(context)
                .filter(path -> !isPut)
                .map(path -> answer.with(path.kind().bodies()))
                .orElse(answer);
    }

    private static TidingsException ofStatus(int status) {
        return switch (status) {
            case 404 -> TidingsException.of(Code.NOT_FOUND, "There is nothing at this path.");
            case 405 -> TidingsException.of(Code.METHOD_NOT_ALLOWED, "This path does not have that method.");
            case 500 -> TidingsException.of(Code.INTERNAL, "Something went wrong in the server.");
            default -> TidingsException.of(Code.BAD_REQUEST, "The request is malformed.");
        };
    }

    private void log(RoutingContext context, TidingsException error) {
        String method = context.request().method().name();
        if (error.code() == Code.INTERNAL) {
            LOG.error("{} {} failed", method, context.request().path(), cause(error));
        } else if (StatusTable.status(error.code()) >= 503) {
            logOutage(method, context.request().path(), error);
        }
    }

    private void logOutage(String method, String path, TidingsException error) {
        outages.next()
                .ifPresentOrElse(
                        more -> LOG.warn(
                                "{} {}: {} ({} more since the last line)",
                                method,
                                path,
                                error.detail(),
                                more,
                                error.getCause()),
                        () -> LOG.debug("{} {}: {}", method, path, error.detail()));
    }

    private static Throwable cause(TidingsException error) {
        return error.getCause() == null ? error : error.getCause();
    }
}
