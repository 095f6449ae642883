package dev.tidings.proof;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** A peer that asks to watch and is silent from then on: no pong, no close; it reads only when told to. */
final class RawPeer implements Closeable {

    private static final int SMALL_BUFFER = 4 * 1024;

    private final HttpWire wire;

    private RawPeer(HttpWire wire) {
        this.wire = wire;
    }

    /** Upgrades to a WebSocket, with a receive buffer so small that the server's queue fills up soon. */
    static RawPeer webSocket(Endpoint endpoint, String target) throws IOException {
        return new RawPeer(WebSocketWire.open(endpoint, target, SMALL_BUFFER).http());
    }

    /** Asks for server-sent events. */
    static RawPeer stream(Endpoint endpoint, String target) throws IOException {
        HttpWire wire = HttpWire.connect(endpoint, SMALL_BUFFER);
        wire.sendHead("GET", target, Map.of("Accept", "text/event-stream"), 0);
        HttpWire.Head head = wire.readHead();
        if (head.status() != 200) {
            throw new IOException("the stream was answered with " + head.status());
        }
        return new RawPeer(wire);
    }

    /** Takes and drops what comes, until the server ends the connection (true) or nothing came for this long (false). */
    boolean sawItsEnd(int millis) throws IOException {
        wire.readTimeout(millis);
        return wire.drainsToEnd();
    }

    void hangUp() throws IOException {
        wire.hangUp();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
