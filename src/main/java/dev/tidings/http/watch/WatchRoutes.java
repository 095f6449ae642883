package dev.tidings.http.watch;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Cors;
import dev.tidings.http.exchange.Headers;
import dev.tidings.http.exchange.Problems;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.http.exchange.ResourcePath;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.http.wire.Handshake;
import dev.tidings.http.wire.PeerSocket;
import dev.tidings.http.wire.Sockets;
import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Transport;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.Catalogue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The same URLs as those of resources, for who wants to watch: sockets, and streams of events. Whatever cannot be served is
 * answered as a problem before anything is upgraded. One instance an event loop.
 */
public final class WatchRoutes implements RouteGroup {

    private final Vertx vertx;
    private final Watching watching;
    private final Catalogue catalogue;
    private final Visitors visitors;
    private final Cors cors;
    private WatchContext context;

    /**
     * Makes the routes of one event loop.
     *
     * @param watching what all loops of the node share
     */
    public WatchRoutes(Vertx vertx, Watching watching, Catalogue catalogue, Visitors visitors) {
        this.vertx = vertx;
        this.watching = watching;
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.cors = new Cors(visitors);
    }

    @Override
    public void mount(Router router) {
        context = watching.onLoop(vertx, catalogue);
        router.route("/v1*").handler(this::handle);
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        boolean socket = Handshake.isAsked(request);
        boolean stream = !socket && isReading(request) && Accepts.wantsEvents(Headers.joined(request, "Accept"));
        if (!socket && !stream) {
            routing.next();
            return;
        }
        ResourcePath path = ResourcePath.read(routing);
        boolean index = path.kind() == ResourcePath.Kind.INDEX;
        if (socket) {
            visitors.requireWatcher(request);
            checkHandshake(routing);
            if (index) {
                openShared(routing);
            } else {
                openSocket(routing, WatchQuery.parse(request, path, null));
            }
        } else if (index) {
            throw TidingsException.of(Code.NOT_ACCEPTABLE, "Many subscriptions on one connection take a WebSocket.");
        } else {
            openStream(routing, WatchQuery.parse(request, path, request.getHeader("Last-Event-ID")));
        }
    }

    private static boolean isReading(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static void checkHandshake(RoutingContext routing) {
        try {
            Handshake.check(routing.request());
        } catch (TidingsException refusal) {
            routing.response().putHeader(Handshake.VERSION_HEADER, Handshake.VERSION);
            if (refusal.code() == Code.UPGRADE_REQUIRED) {
                routing.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
            }
            throw refusal;
        }
    }

    private void openShared(RoutingContext routing) {
        QueryParameters.parse(routing.request().query(), Set.of());
        Connections.Seat seat = admit(routing, Transport.WEBSOCKET);
        upgrade(routing, seat, socket -> SharedSocket.open(socket, context, seat));
    }

    private void openSocket(RoutingContext routing, WatchRequest wanted) {
        catalogue.requireExisting(wanted.collection());
        Connections.Seat seat = admit(routing, Transport.WEBSOCKET);
        routing.request().pause(); // so that it is still to be read, as an upgrade wants it, when the answer is there
        check(wanted)
                .onSuccess(fine -> upgrade(routing, seat, socket -> WatchSocket.open(socket, context, seat, wanted)))
                .onFailure(refusal -> refuse(routing, seat, refusal));
    }

    private void openStream(RoutingContext routing, WatchRequest wanted) {
        catalogue.requireExisting(wanted.collection());
        Connections.Seat seat = admit(routing, Transport.SSE);
        check(wanted)
                .onSuccess(fine -> {
                    cors.apply(routing.request(), routing.response().headers());
                    routing.response().putHeader("Vary", "Accept, Origin");
                    WatchStream.open(routing.request(), context, seat, wanted);
                })
                .onFailure(refusal -> refuse(routing, seat, refusal));
    }

    private Connections.Seat admit(RoutingContext routing, Transport transport) {
        return context.connections().admit(transport, visitors.address(routing.request()));
    }

    /** Whether there is a place to begin at; asked of the store, which also tells whether it is there at all. */
    private Future<Void> check(WatchRequest wanted) {
        String epoch = context.epoch(); // before the question: see SubscriptionDriver
        return context.log().marks(wanted.collection()).map(marks -> {
            wanted.spec().check(wanted.view(JsonFrames.INSTANCE), epoch, marks);
            return null;
        });
    }

    private void upgrade(RoutingContext routing, Connections.Seat seat, SocketUse use) {
        Sockets.upgrade(vertx, routing.request(), context.options().sockets())
                .onSuccess(use::open)
                .onFailure(gone -> seat.leave(CloseReason.LOST));
    }

    private static void refuse(RoutingContext routing, Connections.Seat seat, Throwable refusal) {
        seat.leave(CloseReason.REFUSED);
        routing.fail(Problems.of(refusal));
    }

    /** What is done with a socket that is open. */
    private interface SocketUse {

        void open(PeerSocket socket);
    }
}
