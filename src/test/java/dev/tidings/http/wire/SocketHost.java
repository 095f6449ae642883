package dev.tidings.http.wire;

import dev.tidings.metrics.CloseReason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** A server on an ephemeral port whose sockets are used as a test wants it. One event loop. */
public final class SocketHost implements AutoCloseable {

    public final Vertx vertx;
    public final List<PeerSocket> sockets = new CopyOnWriteArrayList<>();
    public final List<CloseReason> closed = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** What is done with a new socket. */
    interface Use extends Function<PeerSocket, PeerSocket.User> {}

    SocketHost(SocketOptions options, boolean nativeTransport, Use use) {
        this(0, options, nativeTransport, use);
    }

    public static SocketHost at(int port, SocketOptions options, boolean nativeTransport, Use use) {
        return new SocketHost(port, options, nativeTransport, use);
    }

    private SocketHost(int port, SocketOptions options, boolean nativeTransport, Use use) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(nativeTransport));
        Heartbeats heartbeats = new Heartbeats(vertx, options.heartbeat());
        server = vertx.createHttpServer(options.applyTo(new HttpServerOptions()))
                .requestHandler(
                        request -> Sockets.upgrade(vertx, request, options).onSuccess(socket -> {
                            sockets.add(socket);
                            socket.open(counted(use.apply(socket)), heartbeats);
                        }));
        await(server.listen(port, "127.0.0.1"));
    }

    /** Does something on the one event loop and waits for it. */
    public void run(Runnable action) {
        onLoop(() -> {
            action.run();
            return null;
        });
    }

    public <T> T onLoop(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        vertx.runOnContext(there -> answer.complete(question.get()));
        return answer.join();
    }

    public int port() {
        return server.actualPort();
    }

    private PeerSocket.User counted(PeerSocket.User user) {
        return new PeerSocket.User() {
            @Override
            public void message(byte[] text) {
                user.message(text);
            }

            @Override
            public void writable() {
                user.writable();
            }

            @Override
            public void tick() {
                user.tick();
            }

            @Override
            public void closed(CloseReason why) {
                user.closed(why);
                closed.add(why);
            }
        };
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /** Does nothing. */
    static class Idle implements PeerSocket.User {
        @Override
        public void message(byte[] text) {
            // not for it
        }

        @Override
        public void writable() {
            // not for it
        }

        @Override
        public void tick() {
            // not for it
        }

        @Override
        public void closed(CloseReason why) {
            // not for it
        }
    }
}
