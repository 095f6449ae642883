package dev.tidings;

import dev.tidings.http.Drainable;
import dev.tidings.http.Health;
import dev.tidings.http.Health.Phase;
import dev.tidings.http.LandingRoute;
import dev.tidings.http.LastRequests;
import dev.tidings.http.ManagementVerticle;
import dev.tidings.http.OpsRoutes;
import dev.tidings.http.RouteGroup;
import dev.tidings.http.Tls;
import dev.tidings.metrics.Metrics;
import dev.tidings.metrics.Transport;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.ManagementSettings;
import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
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

    private final Settings settings;
    private final Vertx vertx;
    private final Metrics metrics = new Metrics(Build.version());
    private final Health health = new Health();
    private final LastRequests lastRequests = new LastRequests();
    private final List<Drainable> drainables = new ArrayList<>(List.of(lastRequests));
    private final Steps steps = new Steps();
    private ManagementVerticle http;
    private ManagementVerticle management;

    private Server(Settings settings) {
        this.settings = settings;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                // else a directory for copies of class-path files is made, also where nothing may be written
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /**
     * Starts a node. Whatever was started is stopped again where a later part fails.
     *
     * @return the node once it is ready. Fails with a {@link TidingsException}, {@code INVALID} where a setting is to blame
     */
    public static Future<Server> start(Settings settings) {
        Server server = new Server(settings);
        return server.startParts()
                .recover(failure -> server.stop().transform(stopped -> Future.failedFuture(failure)))
                .map(server);
    }

    private Future<Void> startParts() {
        return steps.start("vertx", this::startVertx, this::closeVertx)
                .compose(done -> steps.start("tls", this::checkTls, Future::succeededFuture))
                .compose(done -> steps.start("management", this::startManagement, () -> undeploy(management)))
                .compose(done -> steps.start("http", this::startHttp, () -> undeploy(http)))
                .onSuccess(done -> health.enter(Phase.READY));
    }

    private Future<Void> startVertx() {
        health.fact("version", Build::version)
                .fact("websockets", () -> metrics.connections(Transport.WEBSOCKET))
                .fact("streams", () -> metrics.connections(Transport.SSE))
                .fact("subscriptions", metrics::subscriptions);
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

    /** Plain HTTP, also where resources are served with TLS: it is for probes and scrapers on an inner network. */
    private Future<Void> startManagement() {
        ManagementSettings own = settings.management();
        if (own == null) {
            return Future.succeededFuture();
        }
        HttpServerOptions options = new HttpServerOptions().setHost(own.host()).setPort(own.port());
        management = new ManagementVerticle(options, List.of(opsRoutes()));
        return listen(management, own.host(), own.port());
    }

    private Future<Void> startHttp() {
        List<RouteGroup> groups = new ArrayList<>();
        groups.add(lastRequests);
        groups.add(new LandingRoute());
        if (settings.management() == null) {
            groups.add(opsRoutes());
        }
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.http().host())
                .setPort(settings.http().port());
        http = new ManagementVerticle(Tls.apply(settings.http().tls(), options), groups);
        return listen(http, settings.http().host(), settings.http().port());
    }

    private Future<Void> listen(ManagementVerticle verticle, String host, int port) {
        return vertx.deployVerticle(verticle)
                .recover(failure -> Future.failedFuture(TidingsException.of(
                        Code.UNAVAILABLE,
                        "cannot listen on " + host + ":" + port + ": " + failure.getMessage(),
                        failure)))
                .mapEmpty();
    }

    private OpsRoutes opsRoutes() {
        return new OpsRoutes(vertx, health, metrics);
    }

    private Future<Void> undeploy(ManagementVerticle verticle) {
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
