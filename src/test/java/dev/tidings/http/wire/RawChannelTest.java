package dev.tidings.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to the channel of a watcher, checked on real ones: a later Vert.x may look different inside. */
class RawChannelTest {

    /** What can be asked of a channel only while it is open. */
    private record Seen(List<String> handlers, int highMark, int sendBuffer, Long unsent, Integer userTimeout) {

        static Seen of(Channel channel) {
            ChannelConfig config = channel.config();
            return new Seen(
                    channel.pipeline().names(),
                    config.getWriteBufferHighWaterMark(),
                    config.getOption(ChannelOption.SO_SNDBUF),
                    config.getOption(EpollChannelOption.TCP_NOTSENT_LOWAT),
                    config.getOption(EpollChannelOption.TCP_USER_TIMEOUT));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBuffersOfAWatchingSocketAreBounded(boolean nativeTransport) throws Exception {
        Seen seen = upgraded(nativeTransport, false);

        assertThat(seen.highMark()).isEqualTo(64 * 1024);
        assertThat(seen.sendBuffer()).as("Linux doubles what it is told").isBetween(64 * 1024, 2 * 256 * 1024);
        if (seen.unsent() != null) {
            assertThat(seen.unsent()).isEqualTo(32 * 1024);
            assertThat(seen.userTimeout()).as("a socket has its pongs").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingOfHttpStaysBehindOnASocket(boolean compression) throws Exception {
        List<String> handlers = upgraded(true, compression).handlers();

        assertThat(handlers.subList(0, handlers.size() - 1))
                .containsExactly("wsdecoder", "wsencoder", "tidings", "handler");
    }

    private static Seen upgraded(boolean nativeTransport, boolean compression) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
        CompletableFuture<Seen> opened = new CompletableFuture<>();
        SocketOptions options = SocketOptions.defaults().withCompression(compression);
        HttpServer server = SocketHost.await(vertx.createHttpServer(options.applyTo(new HttpServerOptions()))
                .requestHandler(
                        request -> Sockets.upgrade(vertx, request, options).onSuccess(socket -> {
                            socket.open(new SocketHost.Idle(), new Heartbeats(vertx, Duration.ofSeconds(20)));
                            opened.complete(Seen.of(((ConnectionBase) request.connection()).channel()));
                        }))
                .listen(0, "127.0.0.1"));
        try (RawPeer peer = RawPeer.connect(server.actualPort())) {
            peer.upgrade("/");
            return opened.get(10, TimeUnit.SECONDS);
        } finally {
            SocketHost.await(vertx.close());
        }
    }
}
