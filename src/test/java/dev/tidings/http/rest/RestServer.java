package dev.tidings.http.rest;

import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.access.TrustedProxies;
import dev.tidings.http.HttpVerticle;
import dev.tidings.http.exchange.Reply;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.http.ops.LandingRoute;
import dev.tidings.http.wire.ListeningSocket;
import dev.tidings.resource.Catalogue;
import dev.tidings.resource.CollectionOptions;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.ChangeLog;
import dev.tidings.store.JdbcStore;
import dev.tidings.store.ResourceStore;
import dev.tidings.store.StoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The routes of resources over a real store in a folder of its own, on a free port. */
final class RestServer implements AutoCloseable {

    static final String ALLOWED_ORIGIN = "https://app.example";

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final JdbcStore store;
    private final HttpVerticle verticle;

    private RestServer(Catalogue catalogue, RestOptions options, UnaryOperator<Seen> seenAs) {
        try {
            this.folder = Files.createTempDirectory("tidings-rest");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.store = await(JdbcStore.open(vertx, StoreOptions.of(folder.resolve("tidings.db"))));
        Seen seen = seenAs.apply(new Seen(store, store));
        Services services = new Services(
                vertx,
                new ResourceService(seen.resources(), catalogue, options.maxBody()),
                catalogue,
                seen.log(),
                new PollingWaiter(vertx, store),
                options);
        Visitors visitors = new Visitors(
                Hosts.localAnd(List.of("tidings.example")),
                new Origins(List.of(ALLOWED_ORIGIN)),
                TrustedProxies.of(List.of()));
        this.verticle = new HttpVerticle(
                new HttpServerOptions().setPort(0).setHost("127.0.0.1"),
                new ListeningSocket(vertx),
                visitors,
                services,
                List.of(new LandingRoute(visitors))); // a route with a path, for which the router tidies paths up
        await(vertx.deployVerticle(verticle));
    }

    /** The store, as the routes see it. */
    record Seen(ResourceStore resources, ChangeLog log) {}

    static RestServer start() {
        return start(new Catalogue(true, Map.of()), RestOptions.DEFAULT);
    }

    static RestServer start(Catalogue catalogue, RestOptions options) {
        return new RestServer(catalogue, options, UnaryOperator.identity());
    }

    /** With a store that its routes see otherwise. */
    static RestServer start(UnaryOperator<Seen> seenAs) {
        return new RestServer(new Catalogue(true, Map.of()), RestOptions.DEFAULT, seenAs);
    }

    static RestServer start(String collection, CollectionOptions options) {
        return start(new Catalogue(true, Map.of(collection, options)), RestOptions.DEFAULT);
    }

    int port() {
        return verticle.port();
    }

    JdbcStore store() {
        return store;
    }

    Ask ask(String method, String target) {
        return new Ask(port(), method, target);
    }

    Reply get(String target) {
        return ask("GET", target).send();
    }

    Reply put(String target, String json) {
        return ask("PUT", target).json(json).send();
    }

    Reply post(String target, String json) {
        return ask("POST", target).json(json).send();
    }

    Reply merge(String target, String json) {
        return ask("PATCH", target).body("application/merge-patch+json", json).send();
    }

    Reply patch(String target, String json) {
        return ask("PATCH", target).body("application/json-patch+json", json).send();
    }

    Reply delete(String target) {
        return ask("DELETE", target).send();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    @Override
    public void close() {
        await(vertx.undeploy(verticle.deploymentID()));
        await(store.close());
        await(vertx.close());
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Options under which a body may stall for a moment only. */
    static RestOptions impatient() {
        return new RestOptions(RestOptions.DEFAULT.maxBody(), Duration.ofMillis(200));
    }
}
