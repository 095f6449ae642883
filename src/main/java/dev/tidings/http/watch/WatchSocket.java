package dev.tidings.http.watch;

import dev.tidings.http.watch.ClientFrame.Authenticate;
import dev.tidings.http.watch.ClientFrame.Ping;
import dev.tidings.http.watch.ControlFrame.About;
import dev.tidings.http.wire.CloseCode;
import dev.tidings.http.wire.PeerSocket;
import dev.tidings.metrics.CloseReason;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.ArrayList;
import java.util.List;

/** A socket whose one subscription is its URL. The client need send nothing, and may send little. */
final class WatchSocket implements PeerSocket.User, Connections.Member {

    /** Answers that may wait for the subscription to begin. */
    private static final int MAX_EARLY = 256;

    private final PeerSocket socket;
    private final WatchContext context;
    private final Connections.Seat seat;
    private final SocketFormat format;
    private final About about;
    private final List<ControlFrame> early = new ArrayList<>();
    private boolean begun;
    private Watch watch;

    private WatchSocket(PeerSocket socket, WatchContext context, Connections.Seat seat, About about) {
        this.socket = socket;
        this.context = context;
        this.seat = seat;
        this.format = Subprotocols.format(socket.subprotocol());
        this.about = about;
    }

    /** Takes a socket into use, on its own event loop. */
    static void open(PeerSocket socket, WatchContext context, Connections.Seat seat, WatchRequest request) {
        WatchSocket user = new WatchSocket(socket, context, seat, new About(request.collection(), ""));
        seat.open(context.vertx().getOrCreateContext(), user);
        socket.open(user, context.heartbeats());
        user.begin(request);
    }

    private void begin(WatchRequest request) {
        SocketSubscriber subscriber = new SocketSubscriber(socket, context, format, about, this::begun, this::end);
        watch = new Watch(context, request.view(format), request.spec(), subscriber);
        context.metrics().subscribed();
        watch.begin();
    }

    @Override
    public void message(byte[] text) {
        ClientFrame frame = ClientFrames.parse(text);
        if (frame instanceof Ping) {
            answer(ControlFrame.pong(about));
        } else if (frame instanceof Authenticate) {
            answer(ControlFrame.error(about, unauthenticatable()));
        } else {
            socket.close(CloseCode.BAD_REQUEST, "This socket takes ping and authenticate.", CloseReason.REFUSED);
        }
    }

    /** Nothing goes before the frame that tells where the subscription begins. */
    private void answer(ControlFrame frame) {
        if (begun) {
            send(frame);
        } else if (early.size() < MAX_EARLY) {
            early.add(frame);
        } else {
            socket.close(CloseCode.POLICY, "Too many frames wait for an answer.", CloseReason.FLOOD);
        }
    }

    private void begun() {
        begun = true;
        early.forEach(this::send);
        early.clear();
    }

    /** The answer to a token where nobody checks any. */
    static TidingsException unauthenticatable() {
        return TidingsException.of(Code.BAD_REQUEST, "This server has no authentication.");
    }

    @Override
    public void writable() {
        watch.drained();
    }

    @Override
    public void tick() {
        watch.tick();
    }

    @Override
    public void drain(long retryAfterMillis) {
        socket.close(CloseCode.RESTART, CloseCode.retryAfter(retryAfterMillis), CloseReason.DRAIN);
    }

    @Override
    public void closed(CloseReason why) {
        watch.close();
        context.metrics().unsubscribed();
        seat.leave(why);
    }

    private void end(TidingsException reason) {
        send(ControlFrame.error(about, reason));
        socket.close(CloseCode.of(reason.code()), CloseCode.reasonOf(reason), CloseReason.ENDED);
    }

    private void send(ControlFrame frame) {
        socket.send(format.control(context.epoch(), frame));
    }
}
