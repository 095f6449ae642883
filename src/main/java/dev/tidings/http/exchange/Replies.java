package dev.tidings.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sends answers: the one place that knows content codings, CORS, {@code HEAD}, and what becomes of a body that nobody
 * read. Called on the request's event loop.
 */
public final class Replies {

    /** A body up to this size is compressed on the event loop, in about a millisecond. */
    private static final int MAX_ON_LOOP = 64 * 1024;

    private static final String VARY = "Accept, Accept-Encoding, Origin";

    private final Cors cors;

    public Replies(Visitors visitors) {
        this.cors = new Cors(visitors);
    }

    /** Sends an answer; a peer that is gone meanwhile is no error. */
    public void send(RoutingContext context, Answer answer) {
        if (answer.stream() != null) {
            putHead(context, answer);
            answer.stream().writeTo(context.request()).onComplete(done -> leave(context));
        } else {
            byte[] body = bytes(answer);
            boolean coded = isToBeCoded(context.request(), body);
            boolean sent = answer.status() != 304;
            (coded && sent ? compress(context.vertx(), body) : Future.succeededFuture(Buffer.buffer(body)))
                    .onSuccess(coding -> send(context, coded ? coded(answer) : answer, coding))
                    .onFailure(context::fail);
        }
    }

    /**
     * Answers {@code OPTIONS}.
     *
     * @param methods as they stand in {@code Allow}
     * @param bodies what their bodies may be, as headers
     */
    public void options(RoutingContext context, String methods, Map<String, String> bodies) {
        send(context, cors.options(context.request(), methods).with(bodies));
    }

    private void send(RoutingContext context, Answer answer, Buffer body) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        putHead(context, answer);
        if (answer.body() != null && answer.status() != 304) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
        }
        boolean bodiless = answer.body() == null || answer.status() == 304 || isHead(context);
        Future<Void> sent = bodiless ? response.end() : response.end(body);
        sent.onComplete(done -> leave(context));
    }

    private void putHead(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        response.setStatusCode(answer.status());
        response.putHeader("Vary", VARY);
        answer.headers().forEach(response::putHeader);
        if (answer.status() == 304) {
            response.headers().remove("Content-Type");
        }
        cors.apply(context.request(), response.headers());
        if (mustClose(context, answer)) {
            response.putHeader("Connection", "close");
        }
    }

    private static void leave(RoutingContext context) {
        if (context.response().headers().contains("Connection", "close", true)) {
            LastAnswer.closeBehind(context.vertx(), context.request());
        }
        Leftovers.discard(context.vertx(), context.request());
    }

    private static boolean mustClose(RoutingContext context, Answer answer) {
        boolean usable = answer.status() != 408 && !Continue.isWaited(context);
        return !usable && context.request().version() != HttpVersion.HTTP_2;
    }

    private static boolean isHead(RoutingContext context) {
        return context.request().method().equals(HttpMethod.HEAD);
    }

    private static boolean isToBeCoded(HttpServerRequest request, byte[] body) {
        return body.length >= Gzip.MIN_SIZE && Accepts.wantsGzip(Headers.joined(request, "Accept-Encoding"));
    }

    private static Answer coded(Answer answer) {
        Answer coded = answer.status() == 304 ? answer : answer.with("Content-Encoding", "gzip");
        String tag = answer.headers().get("ETag");
        return tag == null ? coded : coded.with("ETag", EntityTags.coded(tag, "gzip"));
    }

    private static Future<Buffer> compress(Vertx vertx, byte[] body) {
        return body.length <= MAX_ON_LOOP
                ? Future.succeededFuture(Gzip.compress(body))
                : vertx.executeBlocking(() -> Gzip.compress(body), false);
    }

    private static byte[] bytes(Answer answer) {
        return answer.body() == null ? new byte[0] : answer.body().getBytes(StandardCharsets.UTF_8);
    }
}
