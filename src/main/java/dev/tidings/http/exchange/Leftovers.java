package dev.tidings.http.exchange;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * What still comes of a request that was answered before its end. It is read and thrown away, for a connection that is
 * closed with unread bytes loses the answer too; but only so much of it, and for so long.
 */
final class Leftovers {

    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final Duration MAX_TIME = Duration.ofSeconds(10);

    private final HttpServerRequest request;
    private long read;

    private Leftovers(HttpServerRequest request) {
        this.request = request;
    }

    static void discard(Vertx vertx, HttpServerRequest request) {
        if (!request.isEnded()) {
            new Leftovers(request).discard(vertx);
        }
    }

    private void discard(Vertx vertx) {
        long timer =
                vertx.setTimer(MAX_TIME.toMillis(), late -> request.connection().close());
        request.exceptionHandler(broken -> vertx.cancelTimer(timer));
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.handler(part -> {
            read += part.length();
            if (read > MAX_BYTES) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
