package dev.tidings.http.watch;

import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Limit;
import dev.tidings.metrics.Transport;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** All sockets and streams of this node: how many there may be, and how they are sent away. Safe for any thread. */
public final class Connections {

    /** Clients do not come back sooner, in milliseconds, and not all within less than this. */
    private static final long MIN_RETRY = 200;

    private static final long MIN_RETRY_SPREAD = 1000;

    /** A connection that can be sent away. */
    interface Member {

        /** Ends the connection, with a hint when to come back. Comes on its own event loop. */
        void drain(long retryAfterMillis);
    }

    private final WatchOptions options;
    private final WatchMetrics metrics;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Integer> perClient = new ConcurrentHashMap<>();
    private final Set<Seat> open = ConcurrentHashMap.newKeySet();
    private final Promise<Void> empty = Promise.promise();
    private volatile boolean draining;

    public Connections(WatchOptions options, WatchMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
    }

    /** A place for one connection, from before its upgrade until it is gone. */
    final class Seat {

        private final Transport transport;
        private final String client;
        private Context context;
        private Member member;
        private boolean left;

        private Seat(Transport transport, String client) {
            this.transport = transport;
            this.client = client;
        }

        /** The connection is there, on the current event loop. Comes before anything that could end it. */
        void open(Context itsContext, Member itself) {
            context = itsContext;
            member = itself;
            open.add(this);
            metrics.connected(transport);
            if (draining) {
                drain(retryAfter(Duration.ZERO));
            }
        }

        /** The connection is gone; saying so again does nothing. */
        void leave(CloseReason reason) {
            if (left) {
                return;
            }
            left = true;
            perClient.computeIfPresent(client, (who, held) -> held == 1 ? null : held - 1);
            if (open.remove(this)) {
                metrics.disconnected(transport, reason);
            }
            if (count.decrementAndGet() == 0 && draining) {
                empty.tryComplete();
            }
        }

        private void drain(long retryAfterMillis) {
            context.runOnContext(there -> member.drain(retryAfterMillis));
        }
    }

    /**
     * Takes a place.
     *
     * @param client who asks, as far as can be told: its address
     * @throws TidingsException {@code UNAVAILABLE} where there are too many in all or this node is going down, {@code
     *     TOO_MANY} where this client has too many
     */
    Seat admit(Transport transport, String client) {
        if (draining) {
            throw unavailable("This server is going down.");
        }
        if (count.incrementAndGet() > options.maxConnections()) {
            count.decrementAndGet();
            metrics.refused(Limit.CONNECTIONS);
            throw unavailable("This server has as many watchers as it can hold.");
        }
        if (perClient.merge(client, 1, Integer::sum) > options.maxPerClient()) {
            new Seat(transport, client).leave(CloseReason.REFUSED);
            metrics.refused(Limit.CLIENT_CONNECTIONS);
            throw TidingsException.of(Code.TOO_MANY, "This client has too many connections.");
        }
        return new Seat(transport, client);
    }

    /** How many there are, with those that are being upgraded. */
    public int size() {
        return count.get();
    }

    /**
     * Sends all away, evenly spread over this time, or in less where there are only a few, and takes no new ones.
     *
     * @return completes when the last one is gone
     */
    public Future<Void> drain(Vertx vertx, Duration spread) {
        draining = true;
        List<Seat> all = new ArrayList<>(open);
        Collections.shuffle(all);
        if (count.get() == 0) {
            empty.tryComplete();
        } else {
            step(vertx, new ArrayDeque<>(all), DrainPace.of(all.size(), spread), spread);
        }
        return empty.future();
    }

    private static void step(Vertx vertx, Queue<Seat> left, DrainPace pace, Duration spread) {
        for (int i = 0; i < pace.each() && !left.isEmpty(); i++) {
            left.remove().drain(retryAfter(spread));
        }
        if (!left.isEmpty()) {
            vertx.setTimer(pace.pauseMillis(), later -> step(vertx, left, pace, spread));
        }
    }

    private static long retryAfter(Duration spread) {
        return MIN_RETRY + ThreadLocalRandom.current().nextLong(Math.max(MIN_RETRY_SPREAD, spread.toMillis()));
    }

    private static TidingsException unavailable(String detail) {
        return TidingsException.of(Code.UNAVAILABLE, detail);
    }
}
