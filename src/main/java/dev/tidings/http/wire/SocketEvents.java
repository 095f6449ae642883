package dev.tidings.http.wire;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;

/** What Vert.x tells of a WebSocket, in the words of {@link PeerWire.Peer}. */
final class SocketEvents {

    private SocketEvents() {}

    static void tell(ServerWebSocket socket, PeerWire.Peer peer) {
        socket.frameHandler(frame -> dispatch(frame, peer));
        socket.exceptionHandler(
                failure -> RawChannel.faultOf(failure).ifPresent(code -> peer.broke(code, failure.getMessage())));
        socket.closeHandler(gone -> peer.gone());
    }

    private static void dispatch(WebSocketFrame frame, PeerWire.Peer peer) {
        switch (frame.type()) {
            case TEXT, BINARY, CONTINUATION -> peer.fragment(frame);
            case CLOSE -> peer.closing();
            case PING, PONG -> peer.pulse(); // a ping that comes here was answered by Vert.x
        }
    }
}
