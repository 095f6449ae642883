package dev.tidings.http.rest;

import dev.tidings.http.exchange.Continue;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Reads one request's body whole, up to a bound: never more than that is kept in memory. */
final class BodyReader {

    private final HttpServerRequest request;
    private final int max;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private final StallTimer timer;

    private BodyReader(RoutingContext context, RestOptions options) {
        this.request = context.request();
        this.max = options.maxBody();
        this.timer = new StallTimer(
                context.vertx(),
                options.stall(),
                () -> whole.tryFail(TidingsException.of(Code.TIMEOUT, "The body stopped coming.")));
    }

    /**
     * Reads the body; must be called in the handler that got the request, before anything else is waited for.
     *
     * @return the body; {@code TOO_LARGE}, at once where its length was announced, or {@code TIMEOUT} where it stalls
     */
    static Future<Buffer> read(RoutingContext context, RestOptions options) {
        String announced = context.request().getHeader("Content-Length");
        if (announced != null && isOver(announced, options.maxBody())) {
            return Future.failedFuture(tooLarge(options.maxBody()));
        }
        Continue.send(context);
        return new BodyReader(context, options).read();
    }

    private static boolean isOver(String announced, int max) {
        String digits = announced.trim();
        return digits.length() > 10 || Long.parseLong(digits) > max;
    }

    private Future<Buffer> read() {
        request.handler(this::add);
        request.endHandler(end -> whole.tryComplete(body));
        request.exceptionHandler(
                broken -> whole.tryFail(TidingsException.of(Code.BAD_REQUEST, "The request broke off.", broken)));
        return whole.future().onComplete(done -> timer.stop());
    }

    private void add(Buffer part) {
        timer.progress();
        if (body.length() + part.length() > max) {
            whole.tryFail(tooLarge(max));
        } else {
            body.appendBuffer(part);
        }
    }

    private static TidingsException tooLarge(int max) {
        return TidingsException.of(Code.TOO_LARGE, "The body is over the limit of " + max + " bytes.");
    }
}
