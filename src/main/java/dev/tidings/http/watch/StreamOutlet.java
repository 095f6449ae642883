package dev.tidings.http.watch;

import dev.tidings.http.wire.RawChannel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of the way to the peer of a stream. On a connection of its own (HTTP/1.1) its channel tells whether bytes are
 * taken, and the kernel ends it where nothing is acknowledged; one of many streams of a connection (HTTP/2) is alive while
 * the connection's pings come back.
 */
final class StreamOutlet {

    private final HttpServerRequest request;
    private final Optional<RawChannel> channel;
    private boolean drained;

    StreamOutlet(HttpServerRequest request, Runnable room, Duration silence) {
        this.request = request;
        HttpServerResponse response = request.response();
        response.setWriteQueueMaxSize(RawChannel.HIGH_MARK);
        channel = request.version() == HttpVersion.HTTP_2 ? Optional.empty() : RawChannel.of(request.connection());
        channel.ifPresent(raw -> {
            raw.boundBuffers();
            raw.endAfterSilenceOf(silence);
            raw.onWritable(room);
        });
        if (channel.isEmpty()) {
            response.drainHandler(empty -> {
                drained = true;
                Vertx.currentContext().runOnContext(later -> room.run()); // never inside a write
            });
        }
    }

    /** Whether there is still a connection to answer on: a response need not know yet that it has gone. */
    static boolean isReachable(HttpServerRequest request) {
        return !request.response().closed()
                && RawChannel.of(request.connection()).map(RawChannel::isOpen).orElse(true);
    }

    boolean isFull() {
        return channel.map(RawChannel::isFull)
                .orElseGet(() -> request.response().writeQueueFull());
    }

    /** Whether the peer took something since this was asked last, or nothing waits for it that it could take. */
    boolean hasTaken() {
        if (channel.isPresent()) {
            return channel.get().hasMoved() || !channel.get().isWaiting();
        }
        boolean taken = drained;
        drained = false;
        return taken;
    }

    /** Asks the peer of a shared connection for a sign of life. */
    void ping(Runnable answered) {
        if (channel.isEmpty() && request.version() == HttpVersion.HTTP_2) {
            request.connection().ping(Buffer.buffer(new byte[8])).onSuccess(pong -> answered.run());
        }
    }

    /** Ends the connection, or the one stream of a shared one, whatever waits. */
    void cut() {
        channel.ifPresentOrElse(RawChannel::cut, () -> request.response().reset());
    }
}
