package dev.tidings.http.wire;

import static dev.tidings.http.wire.RawPeer.CLOSE;
import static dev.tidings.http.wire.RawPeer.CONTINUATION;
import static dev.tidings.http.wire.RawPeer.PING;
import static dev.tidings.http.wire.RawPeer.PONG;
import static dev.tidings.http.wire.RawPeer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.watch.JsonFrames;
import dev.tidings.metrics.CloseReason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way over public API alone does the same, if not as fast. */
class PlainWireTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<CloseReason> closed = new CopyOnWriteArrayList<>();
    private RawPeer peer;

    @BeforeEach
    void start() {
        SocketOptions options = SocketOptions.defaults();
        HttpServer server = SocketHost.await(vertx.createHttpServer(options.applyTo(new HttpServerOptions()))
                .requestHandler(request -> request.toWebSocket().onSuccess(socket -> {
                    PlainWire wire = new PlainWire(socket, request.connection());
                    PeerSocket peerSocket = new PeerSocket(vertx, wire, options);
                    peerSocket.open(new Pumping(peerSocket), new Heartbeats(vertx, options.heartbeat()));
                }))
                .listen(0, "127.0.0.1"));
        peer = RawPeer.connect(server.actualPort()).upgrade("/");
    }

    /** Answers any message with a thousand frames, as there is room. */
    private final class Pumping extends SocketHost.Idle {

        private final PeerSocket socket;
        private long next = 1_001;

        private Pumping(PeerSocket socket) {
            this.socket = socket;
        }

        @Override
        public void message(byte[] text) {
            socket.send(new String(text, StandardCharsets.UTF_8));
            next = 1;
            writable();
        }

        @Override
        public void writable() {
            while (next <= 1_000 && !socket.isFull()) {
                socket.send(Chunks.slice(JsonFrames.INSTANCE, next, next + 9, 1_000));
                next += 10;
            }
        }

        @Override
        public void closed(CloseReason why) {
            closed.add(why);
        }
    }

    @AfterEach
    void stop() {
        peer.close();
        SocketHost.await(vertx.close());
    }

    @Test
    void messagesComeInAndFramesGoOutInOrder() {
        peer.sendFrame(TEXT, false, "on".getBytes(StandardCharsets.UTF_8));
        peer.sendFrame(CONTINUATION, true, "ward".getBytes(StandardCharsets.UTF_8));

        assertThat(peer.take().text()).isEqualTo("onward");
        for (int revision = 1; revision <= 1_000; revision++) {
            assertThat(peer.take().text()).startsWith("{\"type\":\"updated\",\"revision\":" + revision + ",");
        }
    }

    @Test
    void aPingIsPongedAndACloseEchoed() {
        peer.sendFrame(PING, true, new byte[] {1, 2});
        assertThat(peer.take(PONG).payload()).containsExactly(1, 2);

        peer.sendFrame(CLOSE, true, new byte[] {3, (byte) 0xE8});
        assertThat(peer.take(CLOSE).closeCode()).isEqualTo(1000);
        await().until(() -> closed.contains(CloseReason.PEER));
    }

    @Test
    void whoBreaksTheProtocolIsClosed() {
        peer.sendFrame(TEXT, true, new byte[] {(byte) 0xFF});

        assertThat(peer.take(CLOSE).closeCode()).isEqualTo(1007);
        await().until(() -> closed.contains(CloseReason.PROTOCOL));
    }
}
