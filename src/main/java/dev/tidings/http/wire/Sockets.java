package dev.tidings.http.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;

/** Turns requests into WebSockets. */
public final class Sockets {

    private static final CharSequence EXTENSIONS = HttpHeaders.createOptimized("Sec-WebSocket-Extensions");
    private static final CharSequence PROTOCOLS = HttpHeaders.createOptimized("Sec-WebSocket-Protocol");

    private Sockets() {}

    /** Upgrades a request that was checked; it may be paused. */
    public static Future<PeerSocket> upgrade(Vertx vertx, HttpServerRequest request, SocketOptions options) {
        boolean compressed = options.compression()
                && request.headers().getAll(EXTENSIONS).stream()
                        .anyMatch(offer -> offer.contains("permessage-deflate"));
        joinOffers(request);
        nameOneUpgrade(request);
        HttpConnection connection = request.connection();
        return request.toWebSocket().map(socket -> {
            socket.headers().clear(); // the request's, which would be held for as long as the socket lives
            return new PeerSocket(vertx, wire(socket, connection, compressed), options);
        });
    }

    /** Subprotocols may be offered in several lines (RFC 6455 section 11.3.4); whoever answers them looks at one. */
    private static void joinOffers(HttpServerRequest request) {
        List<String> offers = request.headers().getAll(PROTOCOLS);
        if (offers.size() > 1) {
            request.headers().set(PROTOCOLS, String.join(",", offers));
        }
    }

    /** Both headers are lists (RFC 9110 sections 7.6.1 and 7.8), of which whoever answers them knows one value only. */
    private static void nameOneUpgrade(HttpServerRequest request) {
        request.headers()
                .set(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET)
                .set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    }

    private static PeerWire wire(ServerWebSocket socket, HttpConnection connection, boolean compressed) {
        return RawChannel.of(connection)
                .<PeerWire>map(channel -> new RawWire(socket, channel, compressed))
                .orElseGet(() -> new PlainWire(socket, connection));
    }
}
