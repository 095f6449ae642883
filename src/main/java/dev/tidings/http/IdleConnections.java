package dev.tidings.http;

import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.wire.Handshake;
import dev.tidings.http.wire.RawChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which nobody asks for anything: a client that has vanished would keep its own for ever, and one that
 * never ends the head of its request as well. While a request is being answered it is its answer's matter how long that may
 * take, and a watcher's connection is its heartbeat's. One an event loop, goes before all other routes.
 */
final class IdleConnections implements RouteGroup {

    /** Longer than proxies commonly keep a connection to use it again. */
    static final Duration PATIENCE = Duration.ofSeconds(75);

    /** How many times in the time that is given it is looked. */
    private static final int LOOKS = 5;

    /** How long a client may take to read what was answered: that an answer has ended does not say that it is gone. */
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(10);

    /** What a connection is used for; on its event loop alone. */
    private static final class Use {

        private int requests;
        private boolean closing;
        private long since = System.nanoTime();

        private boolean isIdle(long now, long nanos) {
            return requests == 0 && now - since > nanos;
        }

        private void ended() {
            requests--;
            since = System.nanoTime();
        }
    }

    private final long nanos;
    private final Map<HttpConnection, Use> open = new HashMap<>();

    /** @param patience how long a connection may be idle */
    IdleConnections(Duration patience) {
        this.nanos = patience.toNanos();
    }

    /** Begins to look, on the current event loop; until the verticle is undeployed. */
    void start(Vertx vertx) {
        vertx.setPeriodic(Math.max(1, Duration.ofNanos(nanos / LOOKS).toMillis()), look -> closeIdle());
    }

    /** Takes note of a new connection, before its first request (see {@link dev.tidings.http.wire.ListeningSocket#accepted}). */
    void accepted(HttpConnection connection) {
        open.put(connection, new Use());
        connection.closeHandler(gone -> open.remove(connection));
    }

    @Override
    public void mount(Router router) {
        router.route().handler(this::note);
    }

    private void note(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        Use use = open.get(connection);
        if (use != null && Handshake.isAsked(context.request())) {
            open.remove(connection); // of a socket its end is not told here, but that of the request that became none
            context.addEndHandler(refused -> openAgain(connection, refused.succeeded()));
        } else if (use != null) {
            use.requests++;
            context.addEndHandler(answered -> use.ended());
        }
        context.next();
    }

    private void openAgain(HttpConnection connection, boolean alive) {
        if (alive) {
            open.put(connection, new Use());
        }
    }

    private void closeIdle() {
        long now = System.nanoTime();
        for (var entry : List.copyOf(open.entrySet())) {
            Use use = entry.getValue();
            if (use.isIdle(now, nanos + LAST_ANSWERS.toNanos())) {
                RawChannel.of(entry.getKey()).ifPresent(RawChannel::cut);
            } else if (use.isIdle(now, nanos) && !use.closing) {
                use.closing = true;
                entry.getKey().shutdown(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** How many connections are looked at. */
    int size() {
        return open.size();
    }
}
