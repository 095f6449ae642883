package dev.tidings;

import dev.tidings.feed.ChangeAlarm;
import dev.tidings.feed.ChangeBus;
import dev.tidings.feed.FeedTimes;
import dev.tidings.feed.FeedVerticle;
import dev.tidings.feed.Subscriptions;
import dev.tidings.http.Drainable;
import dev.tidings.http.LastRequests;
import dev.tidings.http.Tls;
import dev.tidings.http.ops.Health;
import dev.tidings.http.ops.Health.Phase;
import dev.tidings.http.ops.OpsRoutes;
import dev.tidings.http.rest.RestOptions;
import dev.tidings.http.rest.Services;
import dev.tidings.http.watch.Watching;
import dev.tidings.metrics.Metrics;
import dev.tidings.metrics.Transport;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.Catalogue;
import dev.tidings.resource.ResourceService;
import dev.tidings.settings.Settings;
import dev.tidings.store.CommitListener;
import dev.tidings.store.JdbcStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: its parts, joined, started in order and stopped in the opposite one. The process is one of these with signals
 * and a banner around it; tests start it as it is. Nothing here is static, so several can live in one process.
 */
public final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** How long after {@code drain.time} the last close handshakes may take. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long who is connected may take to ask once more, and be told to leave by the answer. */
    private static final Duration LAST_REQUEST = Duration.ofMillis(500);

    private final Settings settings;
    private final Platform platform;
    private final Vertx vertx;
    private final Metrics metrics = new Metrics(Build.version());
    private final Figures figures = new Figures(metrics);
    private final Health health = new Health();
    private final LastRequests lastRequests = new LastRequests();
    private final List<Drainable> drainables = new ArrayList<>(List.of(lastRequests));
    private final Steps steps = new Steps();
    private final Listeners listeners;
    private JdbcStore store;
    private StoreChecks storeChecks;
    private FeedVerticle feed;
    private Watching watching;
    private Services services;

    private Server(Settings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
        this.vertx = platform.vertx();
        this.listeners =
                new Listeners(vertx, settings, lastRequests, replies -> new OpsRoutes(vertx, health, metrics, replies));
    }

    /**
     * Starts a node. Whatever was started is stopped again where a later part fails.
     *
     * @return the node once it is ready. Fails with a {@link TidingsException}, {@code INVALID} where a setting is to blame
     */
    public static Future<Server> start(Settings settings) {
        return Platform.of(settings).compose(platform -> start(settings, platform));
    }

    /** The same on the caller's platform, which the node closes when it stops: for who disturbs its event bus. */
    static Future<Server> start(Settings settings, Platform platform) {
        Server server = new Server(settings, platform);
        return server.startParts()
                .recover(failure -> server.stop().transform(stopped -> Future.failedFuture(failure)))
                .map(server);
    }

    private Future<Void> startParts() {
        return steps.start("vertx", this::startVertx, this::closeVertx)
                .compose(done -> steps.start("tls", this::checkTls, Future::succeededFuture))
                .compose(done -> steps.start("store", this::openStore, () -> store.close()))
                .compose(done -> steps.start("store checks", storeChecks::start, storeChecks::stop))
                .compose(done -> steps.start("feed", this::startFeed, () -> vertx.undeploy(feed.deploymentID())))
                .compose(done -> steps.start("services", this::assemble, Future::succeededFuture))
                .compose(done -> steps.start("management", listeners::startManagement, listeners::stopManagement))
                .compose(
                        done -> steps.start("http", () -> listeners.startHttp(services, watching), listeners::stopHttp))
                .onSuccess(done -> health.enter(Phase.READY));
    }

    private Future<Void> startVertx() {
        health.fact("version", Build::version)
                .fact("websockets", () -> metrics.connections(Transport.WEBSOCKET))
                .fact("streams", () -> metrics.connections(Transport.SSE))
                .fact("subscriptions", metrics::subscriptions);
        platform.members().ifPresent(members -> {
            health.fact("members", members);
            metrics.watchMembers(members);
        });
        metrics.watch(((VertxInternal) vertx).nettyEventLoopGroup()); // no public way to its waiting tasks
        return Future.succeededFuture();
    }

    /** From outside its event loops: asked on one of them, the answer would be due on a loop that is gone by then. */
    private Future<Void> closeVertx() {
        return Future.fromCompletionStage(
                CompletableFuture.supplyAsync(vertx::close).thenCompose(Future::toCompletionStage));
    }

    private Future<Void> checkTls() {
        return settings.http().tls() == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> {
                    Tls.check(vertx, settings.http().tls());
                    return null;
                });
    }

    private Future<Void> openStore() {
        ChangeBus bus = new ChangeBus(vertx, figures, RoomOptions.seal(settings));
        CommitListener listener = (batches, writes, nanos) -> {
            figures.committed(batches, writes, nanos);
            batches.forEach(bus::publish);
        };
        return JdbcStore.open(vertx, RoomOptions.store(settings, listener))
                .onSuccess(opened -> {
                    store = opened;
                    feed = new FeedVerticle(
                            store,
                            figures,
                            FeedTimes.withHeartbeat(settings.watch().heartbeat().toMillis()));
                    storeChecks = new StoreChecks(vertx, store, metrics);
                    health.fact("epoch", store::epoch).check("store", storeChecks::ask);
                })
                .mapEmpty();
    }

    private Future<Void> startFeed() {
        return vertx.deployVerticle(feed)
                .onSuccess(deployed -> platform.onMembershipChange(feed::look))
                .mapEmpty();
    }

    private Future<Void> assemble() {
        Subscriptions subscriptions = new Subscriptions(vertx, feed.feed(), store, figures);
        watching = new Watching(subscriptions, store, RoomOptions.watch(settings), figures);
        drainables.add(time -> watching.connections().drain(vertx, time));
        return vertx.executeBlocking(() -> {
            Catalogue catalogue = RoomOptions.catalogue(settings);
            RestOptions options = RoomOptions.rest(settings);
            ResourceService resources = resources(catalogue, options);
            services = new Services(
                    vertx, resources, catalogue, store, new ChangeAlarm(vertx, feed.feed())::next, options);
            return null;
        });
    }

    private ResourceService resources(Catalogue catalogue, RestOptions options) {
        try {
            return new ResourceService(store, catalogue, options.maxBody());
        } catch (IllegalArgumentException unusable) {
            throw TidingsException.of(Code.INVALID, unusable.getMessage(), unusable);
        }
    }

    /**
     * Lets go of everybody: readiness turns 503; after {@code drain.delay} new watchers are refused and those there are
     * sent away, spread over {@code drain.time}. Requests are served on; in the end only those on connections that are there.
     * {@link #stop} comes after it.
     */
    public Future<Void> drain() {
        health.enter(Phase.DRAINING);
        return pause(settings.drain().delay().toMillis())
                .compose(waited -> sendAway(settings.drain().time()))
                .compose(gone -> listeners.refuseConnections(LAST_REQUEST));
    }

    private Future<Void> sendAway(Duration time) {
        List<Future<Void>> gone =
                drainables.stream().map(drainable -> drainable.drain(time)).toList();
        return Future.join(gone)
                .timeout(time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwise(failure -> {
                    LOG.warn("not everybody is gone after {}", time, failure);
                    return null;
                });
    }

    private Future<Void> pause(long millis) {
        return millis == 0 ? Future.succeededFuture() : vertx.timer(millis).mapEmpty();
    }

    /** Stops all parts, the last one first. Never fails: what does not stop as it should is logged. */
    public Future<Void> stop() {
        return steps.stop().onComplete(stopped -> metrics.close());
    }

    /** The port that resources are served on. */
    public int port() {
        return listeners.port();
    }

    /** The port that health and metrics are served on. */
    public int managementPort() {
        return listeners.managementPort();
    }
}
