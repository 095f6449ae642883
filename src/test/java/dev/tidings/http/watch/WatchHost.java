package dev.tidings.http.watch;

import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.access.TrustedProxies;
import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.FrontDoor;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.http.wire.RawPeer;
import dev.tidings.http.wire.SocketHost;
import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Limit;
import dev.tidings.metrics.Transport;
import dev.tidings.resource.Catalogue;
import dev.tidings.resource.CollectionOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The routes of watching over scripted changes, on a free port, with one event loop. */
final class WatchHost implements AutoCloseable {

    static final String ALLOWED_ORIGIN = "https://app.example";

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    final ScriptedFeed feed;
    final Counted metrics = new Counted();
    final Watching watching;
    private final HttpServer server;

    /** Counts as gauges and counters would. */
    static final class Counted implements WatchMetrics {

        final AtomicInteger connections = new AtomicInteger();
        final AtomicInteger subscriptions = new AtomicInteger();
        final AtomicInteger frames = new AtomicInteger();
        final List<Limit> refused = new CopyOnWriteArrayList<>();
        final List<CloseReason> reasons = new CopyOnWriteArrayList<>();

        @Override
        public void connected(Transport transport) {
            connections.incrementAndGet();
        }

        @Override
        public void disconnected(Transport transport, CloseReason reason) {
            connections.decrementAndGet();
            reasons.add(reason);
        }

        @Override
        public void subscribed() {
            subscriptions.incrementAndGet();
        }

        @Override
        public void unsubscribed() {
            subscriptions.decrementAndGet();
        }

        @Override
        public void refused(Limit limit) {
            refused.add(limit);
        }

        @Override
        public void sent(Transport transport, int count) {
            frames.addAndGet(count);
        }
    }

    private WatchHost(WatchOptions options, long head, int weight) {
        feed = new ScriptedFeed(vertx, head, weight);
        watching = new Watching(feed.subscriptions(), feed, options, metrics);
        Catalogue catalogue =
                new Catalogue(false, Map.of("orders", CollectionOptions.DEFAULT, "quiet", CollectionOptions.DEFAULT));
        Visitors visitors = new Visitors(
                Hosts.localAnd(List.of()),
                new Origins(List.of(ALLOWED_ORIGIN)),
                TrustedProxies.of(List.of("127.0.0.1")));
        Router router = Router.router(vertx);
        router.route().failureHandler(new Failures(new Replies(visitors))::handle);
        new FrontDoor(visitors).mount(router);
        server = SocketHost.await(vertx.createHttpServer(options.applyTo(new HttpServerOptions()))
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
        new WatchRoutes(vertx, watching, catalogue, visitors).mount(router);
    }

    static WatchHost start(WatchOptions options) {
        return start(options, 120, 100);
    }

    /** With this many changes of this weight. */
    static WatchHost start(WatchOptions options, long head, int weight) {
        return new WatchHost(options, head, weight);
    }

    int port() {
        return server.actualPort();
    }

    RawPeer watch(String target, String... headers) {
        return RawPeer.connect(port()).upgrade(target, headers);
    }

    @Override
    public void close() {
        SocketHost.await(vertx.close());
    }
}
