package dev.tidings.http.rest;

import dev.tidings.http.wire.RawChannel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Who reads an export, and how long it is waited for: as long as it takes anything at all, however slowly. On a connection
 * of its own (HTTP/1.1) its channel tells; of one of many streams of a connection (HTTP/2) only whole pieces are seen.
 */
final class ExportReader {

    private final HttpServerRequest request;
    private final Optional<RawChannel> channel;
    private final Duration patience;

    ExportReader(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.patience = patience;
        this.channel = request.version() == HttpVersion.HTTP_2 ? Optional.empty() : RawChannel.of(request.connection());
        channel.ifPresent(RawChannel::boundBuffers); // else a slow reader moves the kernel's megabytes too seldom
    }

    /** Hands over a piece; completes when all of it was taken, fails where the reader takes nothing for too long. */
    Future<Void> take(Buffer piece) {
        Future<Void> write = request.response().write(piece);
        hasMoved(); // what was seen of the former piece counts no more
        return whileItMoves(write);
    }

    private Future<Void> whileItMoves(Future<Void> write) {
        return write.timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(late -> !write.isComplete() && hasMoved() ? whileItMoves(write) : Future.failedFuture(late));
    }

    private boolean hasMoved() {
        return channel.map(RawChannel::hasMoved).orElse(false);
    }

    Future<Void> end() {
        return request.response().end();
    }

    /** Ends the connection, or the one stream of a shared one, so that what was sent does not pass for the whole. */
    void cut() {
        channel.ifPresentOrElse(RawChannel::cut, () -> request.response().reset());
    }
}
