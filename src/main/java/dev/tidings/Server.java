package dev.tidings;

import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.feed.ChangeAlarm;
import dev.tidings.feed.ChangeBus;
import dev.tidings.feed.FeedTimes;
import dev.tidings.feed.FeedVerticle;
import dev.tidings.feed.Subscriptions;
import dev.tidings.http.Drainable;
import dev.tidings.http.HttpVerticle;
import dev.tidings.http.LastRequests;
import dev.tidings.http.ManagementVerticle;
import dev.tidings.http.Tls;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.ops.Health;
import dev.tidings.http.ops.Health.Phase;
import dev.tidings.http.ops.LandingRoute;
import dev.tidings.http.ops.OpsRoutes;
import dev.tidings.http.rest.RestOptions;
import dev.tidings.http.rest.Services;
import dev.tidings.http.watch.WatchRoutes;
import dev.tidings.http.watch.Watching;
import dev.tidings.metrics.Metrics;
import dev.tidings.metrics.Transport;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.Catalogue;
import dev.tidings.resource.ResourceService;
import dev.tidings.settings.ManagementSettings;
import dev.tidings.settings.Settings;
import dev.tidings.store.CommitListener;
import dev.tidings.store.JdbcStore;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

    /** How often the store is asked how it is, for the metric; nobody may ever ask {@code /health}. */
    private static final long STORE_CHECK_MILLIS = 5_000;

    private final Settings settings;
    private final Platform platform;
    private final Vertx vertx;
    private final Metrics metrics = new Metrics(Build.version());
    private final Figures figures = new Figures(metrics);
    private final Health health = new Health();
    private final LastRequests lastRequests = new LastRequests();
    private final List<Drainable> drainables = new ArrayList<>(List.of(lastRequests));
    private final Steps steps = new Steps();
    private JdbcStore store;
    private FeedVerticle feed;
    private Watching watching;
    private Services services;
    private HttpVerticle http;
    private ManagementVerticle management;
    private long storeChecks;

    private Server(Settings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
        this.vertx = platform.vertx();
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
                .compose(done -> steps.start("store checks", this::startStoreChecks, this::stopStoreChecks))
                .compose(done -> steps.start("feed", this::startFeed, () -> undeploy(feed)))
                .compose(done -> steps.start("services", this::assemble, Future::succeededFuture))
                .compose(done -> steps.start("management", this::startManagement, () -> undeploy(management)))
                .compose(done -> steps.start("http", this::startHttp, () -> undeploy(http)))
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
                    health.fact("epoch", store::epoch).check("store", this::checkStore);
                })
                .mapEmpty();
    }

    private Future<Void> checkStore() {
        return store.check().onComplete(asked -> metrics.storeUp(asked.succeeded()));
    }

    private Future<Void> startStoreChecks() {
        storeChecks = vertx.setPeriodic(STORE_CHECK_MILLIS, timer -> checkStore());
        return checkStore().otherwiseEmpty();
    }

    private Future<Void> stopStoreChecks() {
        vertx.cancelTimer(storeChecks);
        return Future.succeededFuture();
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

    /** Plain HTTP, also where resources are served with TLS: it is for probes and scrapers on an inner network. */
    private Future<Void> startManagement() {
        ManagementSettings own = settings.management();
        if (own == null) {
            return Future.succeededFuture();
        }
        HttpServerOptions options = new HttpServerOptions().setHost(own.host()).setPort(own.port());
        management = new ManagementVerticle(options, List.of(opsRoutes()));
        return listening(vertx.deployVerticle(management), own.host(), own.port());
    }

    /** One instance a core; the first one's port is that of all. */
    private Future<Void> startHttp() {
        HttpServerOptions options = RoomOptions.watch(settings)
                .applyTo(new HttpServerOptions()
                        .setHost(settings.http().host())
                        .setPort(settings.http().port()));
        Tls.apply(settings.http().tls(), options);
        LandingRoute landing = new LandingRoute();
        Supplier<HttpVerticle> instances = () -> {
            HttpVerticle instance = httpInstance(options, landing);
            http = http == null ? instance : http;
            return instance;
        };
        int cores = Runtime.getRuntime().availableProcessors();
        return listening(
                vertx.deployVerticle(instances, new DeploymentOptions().setInstances(cores)),
                settings.http().host(),
                settings.http().port());
    }

    private HttpVerticle httpInstance(HttpServerOptions options, LandingRoute landing) {
        Origins origins = new Origins(settings.origins().allowed());
        List<RouteGroup> groups = new ArrayList<>(List.of(lastRequests, landing));
        if (settings.management() == null) {
            groups.add(opsRoutes());
        }
        groups.add(new WatchRoutes(vertx, watching, services.catalogue(), origins));
        return new HttpVerticle(options, Hosts.localAnd(settings.http().hosts()), origins, services, groups);
    }

    private static Future<Void> listening(Future<String> deployed, String host, int port) {
        return deployed.recover(failure -> Future.failedFuture(TidingsException.of(
                        Code.UNAVAILABLE,
                        "cannot listen on " + host + ":" + port + ": " + failure.getMessage(),
                        failure)))
                .mapEmpty();
    }

    private OpsRoutes opsRoutes() {
        return new OpsRoutes(vertx, health, metrics);
    }

    private Future<Void> undeploy(VerticleBase verticle) {
        return verticle == null ? Future.succeededFuture() : vertx.undeploy(verticle.deploymentID());
    }

    /**
     * Lets go of everybody: readiness turns 503; after {@code drain.delay} new watchers are refused and those there are
     * sent away, spread over {@code drain.time}. Requests are served on. {@link #stop} comes after it.
     */
    public Future<Void> drain() {
        health.enter(Phase.DRAINING);
        Duration time = settings.drain().time();
        return pause(settings.drain().delay().toMillis()).compose(waited -> {
            List<Future<Void>> gone =
                    drainables.stream().map(drainable -> drainable.drain(time)).toList();
            return Future.join(gone)
                    .timeout(time.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                    .<Void>mapEmpty()
                    .otherwise(failure -> {
                        LOG.warn("not everybody is gone after {}", time, failure);
                        return null;
                    });
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
        return http.port();
    }

    /** The port that health and metrics are served on. */
    public int managementPort() {
        return management == null ? port() : management.port();
    }
}
