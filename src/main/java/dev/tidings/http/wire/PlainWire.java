package dev.tidings.http.wire;

import dev.tidings.feed.Slice;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/**
 * The way over public API alone, for a Vert.x whose inside is not what {@link RawChannel} knows: each frame is encoded again
 * for each socket, Vert.x answers pings by itself, and of a full queue is only seen when it has drained.
 */
final class PlainWire implements PeerWire {

    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private boolean full;
    private boolean drained;

    PlainWire(ServerWebSocket socket, HttpConnection connection) {
        this.socket = socket;
        this.connection = connection;
    }

    @Override
    public void open(Peer peer) {
        socket.setWriteQueueMaxSize(RawChannel.HIGH_MARK);
        SocketEvents.tell(socket, peer);
        socket.drainHandler(empty -> {
            drained = full;
            full = false;
            Vertx.currentContext().runOnContext(later -> peer.writable()); // never inside a write
        });
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.ofNullable(socket.subProtocol());
    }

    @Override
    public boolean isFull() {
        full = socket.isClosed() || socket.writeQueueFull();
        return full;
    }

    @Override
    public boolean hasTaken() {
        boolean taken = drained;
        drained = false;
        return taken;
    }

    @Override
    public void send(Slice slice, byte[] splice) {
        Messages.each(slice, splice, socket::writeFinalTextFrame);
    }

    @Override
    public void send(String message) {
        socket.writeFinalTextFrame(message);
    }

    @Override
    public void ping() {
        socket.writePing(Buffer.buffer());
    }

    @Override
    public void pong(byte[] payload) {
        socket.writePong(Buffer.buffer(payload));
    }

    @Override
    public void close(CloseCode code, String reason) {
        socket.close((short) code.value(), reason);
    }

    @Override
    public void fail(CloseCode code, String reason) {
        close(code, reason);
    }

    @Override
    public void cut() {
        connection.close();
    }
}
