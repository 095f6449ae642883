package dev.tidings.http.watch;

import dev.tidings.http.watch.ClientFrame.Authenticate;
import dev.tidings.http.watch.ClientFrame.NoObject;
import dev.tidings.http.watch.ClientFrame.Ping;
import dev.tidings.http.watch.ClientFrame.Refused;
import dev.tidings.http.watch.ClientFrame.Subscribe;
import dev.tidings.http.watch.ClientFrame.Unsubscribe;
import dev.tidings.http.watch.ControlFrame.About;
import dev.tidings.http.wire.CloseCode;
import dev.tidings.http.wire.PeerSocket;
import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Limit;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A socket of many subscriptions. What the client asks for is answered in order, the next when the one before is answered;
 * what waits for that is bounded. When the queue drains the subscriptions take turns, and the next drain goes on where this
 * one stopped, so that a long replay holds nobody up.
 */
final class SharedSocket implements PeerSocket.User, Connections.Member {

    /** Frames that may wait for those before them to be answered. */
    private static final int MAX_WAITING = 256;

    private final PeerSocket socket;
    private final WatchContext context;
    private final Connections.Seat seat;
    private final SocketFormat format;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Deque<Watch> turns = new ArrayDeque<>();
    private Future<Void> answered = Future.succeededFuture();
    private int waiting;
    private boolean closed;

    private SharedSocket(PeerSocket socket, WatchContext context, Connections.Seat seat) {
        this.socket = socket;
        this.context = context;
        this.seat = seat;
        this.format = Subprotocols.format(socket.subprotocol());
    }

    /** Takes a socket into use, on its own event loop. */
    static void open(PeerSocket socket, WatchContext context, Connections.Seat seat) {
        SharedSocket user = new SharedSocket(socket, context, seat);
        seat.open(context.vertx().getOrCreateContext(), user);
        socket.open(user, context.heartbeats());
    }

    @Override
    public void message(byte[] text) {
        ClientFrame frame = ClientFrames.parse(text);
        if (++waiting > MAX_WAITING) {
            socket.close(CloseCode.POLICY, "Too many frames wait for an answer.", CloseReason.FLOOD);
            return;
        }
        answered = answered.compose(before -> {
            waiting--;
            return closed ? Future.succeededFuture() : answer(frame);
        });
    }

    /** Completes, never fails, when the frame is answered. */
    private Future<Void> answer(ClientFrame frame) {
        if (frame instanceof Subscribe subscribe) {
            return subscribe(subscribe);
        }
        if (frame instanceof Unsubscribe unsubscribe) {
            unsubscribe(unsubscribe);
        } else if (frame instanceof Ping) {
            send(ControlFrame.pong(About.CONNECTION));
        } else if (frame instanceof Authenticate) {
            send(ControlFrame.error(About.CONNECTION, WatchSocket.unauthenticatable()));
        } else if (frame instanceof Refused refused) {
            send(ControlFrame.error(refused.about(), refused.reason()));
        } else if (frame instanceof NoObject) {
            socket.close(CloseCode.BAD_REQUEST, "This is no JSON object.", CloseReason.REFUSED);
        }
        return Future.succeededFuture();
    }

    private Future<Void> subscribe(Subscribe frame) {
        if (watches.containsKey(frame.name())) {
            return refuse(frame, TidingsException.of(Code.CONFLICT, "There is a subscription of that name."));
        }
        if (watches.size() >= context.options().maxSubscriptions()) {
            context.metrics().refused(Limit.SUBSCRIPTIONS);
            return refuse(frame, TidingsException.of(Code.TOO_MANY, "There are too many subscriptions here."));
        }
        if (!context.catalogue().exists(frame.request().collection())) {
            return refuse(frame, TidingsException.of(Code.NOT_FOUND, "There is no such collection."));
        }
        SocketSubscriber subscriber =
                new SocketSubscriber(socket, context, format, frame.about(), () -> {}, reason -> end(frame, reason));
        Watch watch =
                new Watch(context, frame.request().view(format), frame.request().spec(), subscriber);
        watches.put(frame.name(), watch);
        turns.addLast(watch);
        context.metrics().subscribed();
        return watch.tryToBegin();
    }

    private Future<Void> refuse(Subscribe frame, TidingsException reason) {
        send(ControlFrame.error(frame.about(), reason));
        return Future.succeededFuture();
    }

    private void unsubscribe(Unsubscribe frame) {
        if (drop(frame.name())) {
            send(ControlFrame.unsubscribed(frame.about()));
        } else {
            send(ControlFrame.error(
                    frame.about(), TidingsException.of(Code.NOT_FOUND, "There is no subscription of that name.")));
        }
    }

    private void end(Subscribe frame, TidingsException reason) {
        if (drop(frame.name())) {
            send(ControlFrame.error(frame.about(), reason));
        }
    }

    private void send(ControlFrame frame) {
        socket.send(format.control(context.epoch(), frame));
    }

    private boolean drop(String name) {
        Watch watch = watches.remove(name);
        if (watch == null) {
            return false;
        }
        turns.remove(watch);
        watch.close();
        context.metrics().unsubscribed();
        return true;
    }

    @Override
    public void writable() {
        for (int left = turns.size(); left > 0 && !turns.isEmpty() && !socket.isFull(); left--) {
            Watch next = turns.removeFirst();
            turns.addLast(next);
            next.drained();
        }
    }

    @Override
    public void tick() {
        for (Watch watch : watches.values().toArray(Watch[]::new)) {
            watch.tick();
        }
    }

    @Override
    public void drain(long retryAfterMillis) {
        socket.close(CloseCode.RESTART, CloseCode.retryAfter(retryAfterMillis), CloseReason.DRAIN);
    }

    @Override
    public void closed(CloseReason why) {
        closed = true;
        for (String name : watches.keySet().toArray(String[]::new)) {
            drop(name);
        }
        seat.leave(why);
    }
}
