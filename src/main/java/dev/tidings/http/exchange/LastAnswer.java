package dev.tidings.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** An answer that no route gives: behind it the connection closes, since what else came with the request nobody has read. */
public final class LastAnswer {

    /** A moment, in milliseconds, so that the answer is read before the connection goes. */
    private static final long MOMENT = 500;

    private LastAnswer() {}

    /** Sends it, on the connection's event loop. A connection of HTTP/2 stays, of which this is one stream of many. */
    public static void send(HttpServerRequest request, Answer answer) {
        boolean own = request.version() != HttpVersion.HTTP_2;
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (own) {
            response.putHeader("Connection", "close");
        }
        Future<Void> sent = answer.body() == null ? response.end() : response.end(answer.body());
        if (own) {
            Vertx vertx = Vertx.currentContext().owner();
            sent.onComplete(done -> closeBehind(vertx, request));
        }
    }

    /** Closes the connection behind an answer that has been sent. */
    static void closeBehind(Vertx vertx, HttpServerRequest request) {
        vertx.setTimer(MOMENT, later -> request.connection().close());
    }
}
