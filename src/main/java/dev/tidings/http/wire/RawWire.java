package dev.tidings.http.wire;

import dev.tidings.feed.Slice;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/**
 * The fast way: shared bytes that are framed already, written past the encoder; only what the peer has compressed goes
 * through it.
 */
final class RawWire implements PeerWire {

    private final ServerWebSocket socket;
    private final RawChannel channel;
    private final boolean compressed;

    RawWire(ServerWebSocket socket, RawChannel channel, boolean compressed) {
        this.socket = socket;
        this.channel = channel;
        this.compressed = compressed;
    }

    @Override
    public void open(Peer peer) {
        channel.boundBuffers();
        channel.listen(peer);
        SocketEvents.tell(socket, peer);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.ofNullable(socket.subProtocol());
    }

    @Override
    public boolean isFull() {
        return channel.isFull();
    }

    @Override
    public boolean hasTaken() {
        return channel.hasMoved();
    }

    @Override
    public void send(Slice slice, byte[] splice) {
        if (compressed) {
            Messages.each(slice, splice, socket::writeFinalTextFrame);
            return;
        }
        if (splice.length > 0) {
            channel.write(Messages.wire(slice, splice));
        } else {
            slice.runs().forEach(run -> channel.write(run.chunk(), run.from(), run.to()));
        }
        channel.flush();
    }

    @Override
    public void send(String message) {
        if (compressed) {
            socket.writeFinalTextFrame(message);
        } else {
            channel.write(TextFrames.frame(message));
            channel.flushSoon();
        }
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
        channel.flush();
        socket.close((short) code.value(), reason);
    }

    @Override
    public void fail(CloseCode code, String reason) {
        channel.fail(code, reason);
    }

    @Override
    public void cut() {
        channel.cut();
    }
}
