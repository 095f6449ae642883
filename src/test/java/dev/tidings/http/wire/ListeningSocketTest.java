package dev.tidings.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningSocketTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final CountDownLatch accepted = new CountDownLatch(1);
    private Vertx vertx;
    private ListeningSocket socket;
    private int port;

    @AfterEach
    void stop() {
        SocketHost.await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHasNotSpokenYetIsServedAndNobodyElseIsLetIn(boolean nativeTransport) throws Exception {
        start(nativeTransport);
        Future<Void> closed;
        try (RawPeer silent = connect()) {
            closed = socket.close(LONG);
            await().until(this::isRefused);
            assertThat(closed.isComplete()).isFalse();

            silent.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(silent.readHead()).startsWith("HTTP/1.1 200 ");
        }
        SocketHost.await(closed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoStaysIsWaitedForNoLongerThanToldAndIsNotSentAway(boolean nativeTransport) throws Exception {
        start(nativeTransport);
        try (RawPeer silent = connect()) {
            SocketHost.await(socket.close(Duration.ofMillis(1)));
            assertThat(isRefused()).isTrue();

            silent.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(silent.readHead()).startsWith("HTTP/1.1 200 ");
        }
    }

    private void start(boolean nativeTransport) {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
        socket = new ListeningSocket(vertx);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connection -> {
                    socket.accepted(connection);
                    accepted.countDown();
                })
                .requestHandler(request -> request.response().end());
        port = SocketHost.await(server.listen(0, "127.0.0.1")).actualPort();
    }

    /** One that the server knows of. */
    private RawPeer connect() throws InterruptedException {
        RawPeer peer = RawPeer.connect(port);
        assertThat(accepted.await(10, TimeUnit.SECONDS)).isTrue();
        return peer;
    }

    private boolean isRefused() throws IOException {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }
}
