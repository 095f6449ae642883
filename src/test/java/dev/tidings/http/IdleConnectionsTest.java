package dev.tidings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.wire.RawPeer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Vertx vertx = Vertx.vertx();
    private final IdleConnections idle = new IdleConnections(PATIENCE);
    private final CompletableFuture<RoutingContext> asked = new CompletableFuture<>();
    private final CompletableFuture<ServerWebSocket> upgraded = new CompletableFuture<>();
    private final Context loop = vertx.getOrCreateContext();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        idle.mount(router);
        router.route("/now").handler(context -> context.end("now"));
        router.route("/later").handler(asked::complete);
        router.route("/socket")
                .handler(context -> context.request().toWebSocket().onSuccess(upgraded::complete));
        Promise<HttpServer> listening = Promise.promise();
        loop.runOnContext(there -> {
            idle.start(vertx);
            vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                    .connectionHandler(idle::accepted)
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .onComplete(listening);
        });
        server = get(listening.future());
    }

    @AfterEach
    void stop() throws Exception {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Longer than any idle connection lives: one that was opened later than those in question has been closed. */
    private void outlast() throws IOException {
        try (RawConnection other = new RawConnection(server.actualPort())) {
            assertThat(other.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoNeverAsksIsClosed() throws IOException {
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoNeverEndsTheHeadIsClosed() throws IOException {
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            connection.send("GET /now HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoAsksNothingMoreIsClosed() throws IOException {
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            connection.send(RawConnection.head("GET /now"));
            assertThat(connection.read(false).text()).isEqualTo("now");

            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoseAnswerTakesTimeIsNot() throws Exception {
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            connection.send(RawConnection.head("GET /later"));
            RoutingContext context = asked.get(20, TimeUnit.SECONDS);
            outlast();
            outlast();

            context.end("later");

            assertThat(connection.read(false).text()).isEqualTo("later");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aSocketIsNot() throws Exception {
        try (RawPeer peer = RawPeer.connect(server.actualPort()).upgrade("/socket")) {
            ServerWebSocket socket = upgraded.get(20, TimeUnit.SECONDS);
            outlast();
            outlast();

            get(socket.writeTextMessage("here"));

            assertThat(peer.take(RawPeer.TEXT).text()).isEqualTo("here");
        }
    }

    @Test
    void nothingIsKeptOfThoseThatAreGone() throws Exception {
        try (RawPeer peer = RawPeer.connect(server.actualPort()).upgrade("/socket");
                RawConnection other = new RawConnection(server.actualPort())) {
            get(upgraded.get(20, TimeUnit.SECONDS).writeTextMessage("here"));
            assertThat(peer.take(RawPeer.TEXT).text()).isEqualTo("here");
            other.send(RawConnection.head("GET /now")).read(false);
        }
        try (RawPeer refused = RawPeer.connect(server.actualPort())) {
            assertThat(refused.handshake("/now")).startsWith("HTTP/1.1 200 ");
            while (refused.read() >= 0) {
                // its body, and then nothing until it is closed
            }
        }

        await().until(() -> noted() == 0);
    }

    private int noted() throws Exception {
        CompletableFuture<Integer> size = new CompletableFuture<>();
        loop.runOnContext(there -> size.complete(idle.size()));
        return size.get(20, TimeUnit.SECONDS);
    }
}
