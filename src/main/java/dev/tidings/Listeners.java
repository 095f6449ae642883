package dev.tidings;

import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.access.TrustedProxies;
import dev.tidings.http.HttpVerticle;
import dev.tidings.http.LastRequests;
import dev.tidings.http.ManagementVerticle;
import dev.tidings.http.Tls;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.http.ops.LandingRoute;
import dev.tidings.http.ops.OpsRoutes;
import dev.tidings.http.rest.Services;
import dev.tidings.http.watch.WatchRoutes;
import dev.tidings.http.watch.Watching;
import dev.tidings.http.wire.ListeningSocket;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.ManagementSettings;
import dev.tidings.settings.Settings;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The addresses that a node answers on: one for resources, and where settings say so another for health and metrics. */
final class Listeners {

    private final Vertx vertx;
    private final Settings settings;
    private final LastRequests lastRequests;
    private final Function<Replies, OpsRoutes> ops;
    private final Visitors visitors;
    private final ListeningSocket socket;
    private HttpVerticle http;
    private ManagementVerticle management;

    /** @param ops makes the routes of health and metrics, for each verticle anew */
    Listeners(Vertx vertx, Settings settings, LastRequests lastRequests, Function<Replies, OpsRoutes> ops) {
        this.vertx = vertx;
        this.settings = settings;
        this.lastRequests = lastRequests;
        this.ops = ops;
        this.visitors = visitors(settings);
        this.socket = new ListeningSocket(vertx);
    }

    /** Plain HTTP, also where resources are served with TLS: it is for probes and scrapers on an inner network. */
    Future<Void> startManagement() {
        ManagementSettings own = settings.management();
        if (own == null) {
            return Future.succeededFuture();
        }
        HttpServerOptions options = new HttpServerOptions().setHost(own.host()).setPort(own.port());
        Replies replies = new Replies(visitors);
        management = new ManagementVerticle(options, replies, List.of(ops.apply(replies)));
        return listening(vertx.deployVerticle(management), own.host(), own.port());
    }

    Future<Void> stopManagement() {
        return undeploy(management);
    }

    /** One instance a core; the first one's port is that of all. */
    Future<Void> startHttp(Services services, Watching watching) {
        HttpServerOptions options = RoomOptions.watch(settings)
                .applyTo(new HttpServerOptions()
                        .setHost(settings.http().host())
                        .setPort(settings.http().port()));
        Tls.apply(settings.http().tls(), options);
        LandingRoute landing = new LandingRoute(visitors);
        Supplier<HttpVerticle> instances = () -> {
            HttpVerticle instance = instance(options, landing, services, watching);
            http = http == null ? instance : http;
            return instance;
        };
        int cores = Runtime.getRuntime().availableProcessors();
        return listening(
                vertx.deployVerticle(instances, new DeploymentOptions().setInstances(cores)),
                settings.http().host(),
                settings.http().port());
    }

    /** Accepts no more connections, and waits for those there are, who are told by their answers to leave. Before stopping. */
    Future<Void> refuseConnections(Duration patience) {
        return socket.close(patience);
    }

    Future<Void> stopHttp() {
        return undeploy(http);
    }

    private HttpVerticle instance(
            HttpServerOptions options, LandingRoute landing, Services services, Watching watching) {
        List<RouteGroup> groups = new ArrayList<>(List.of(lastRequests, landing));
        if (settings.management() == null) {
            groups.add(ops.apply(new Replies(visitors)));
        }
        groups.add(new WatchRoutes(vertx, watching, services.catalogue(), visitors));
        return new HttpVerticle(options, socket, visitors, services, groups);
    }

    private static Visitors visitors(Settings settings) {
        return new Visitors(
                Hosts.localAnd(settings.http().hosts()),
                new Origins(settings.origins().allowed()),
                TrustedProxies.of(settings.http().trustedProxies()));
    }

    private static Future<Void> listening(Future<String> deployed, String host, int port) {
        return deployed.recover(failure -> Future.failedFuture(TidingsException.of(
                        Code.UNAVAILABLE,
                        "cannot listen on " + host + ":" + port + ": " + failure.getMessage(),
                        failure)))
                .mapEmpty();
    }

    private Future<Void> undeploy(VerticleBase verticle) {
        return verticle == null ? Future.succeededFuture() : vertx.undeploy(verticle.deploymentID());
    }

    /** The port that resources are served on. */
    int port() {
        return http.port();
    }

    /** The port that health and metrics are served on. */
    int managementPort() {
        return management == null ? port() : management.port();
    }
}
