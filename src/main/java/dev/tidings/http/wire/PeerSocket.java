package dev.tidings.http.wire;

import dev.tidings.feed.Slice;
import dev.tidings.metrics.CloseReason;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One end of a WebSocket, by RFC 6455 to the letter and safe against its peer: messages are put together within a bound,
 * what is wrong ends the socket with the code that says so, a flood ends it too, and a close that the peer does not answer,
 * or a peer that is dead, ends with the connection underneath. All calls come on the connection's event loop.
 */
public final class PeerSocket implements PeerWire.Peer, Heartbeats.Member {

    /** For two heartbeats nothing came, and nothing of what waits was taken. */
    private static final int PATIENCE = 2;

    private static final int MAX_REASON = 123;

    /** Frames that a peer may have answered while it takes nothing. */
    private static final int MAX_UNREAD_ANSWERS = 256;

    private static final byte[] NO_SPLICE = {};

    /** What a socket is used for. */
    public interface User {

        /** A whole text message, its UTF-8 in order. */
        void message(byte[] text);

        /** There is room again. */
        void writable();

        /** Some time has passed, less than a heartbeat. */
        void tick();

        /** The socket is closed or about to be: nothing can be sent any more. Comes once. */
        void closed(CloseReason why);
    }

    private final Vertx vertx;
    private final PeerWire wire;
    private final SocketOptions options;
    private final MessageAssembly message;
    private final FrameRate rate;
    private User user;
    private Heartbeats.Seat seat;
    private byte[] unansweredPing;
    private int unreadAnswers;
    private boolean closing;
    private Optional<Long> cutTimer = Optional.empty();

    PeerSocket(Vertx vertx, PeerWire wire, SocketOptions options) {
        this.vertx = vertx;
        this.wire = wire;
        this.options = options;
        this.message = new MessageAssembly(options.maxMessage());
        this.rate = new FrameRate(options.framesPerSecond(), System::nanoTime);
    }

    /** Begins to read; where the peer went while it was being upgraded, the user is told of that, later, and of nothing else. */
    public void open(User newUser, Heartbeats heartbeats) {
        user = newUser;
        if (wire.isOpen()) {
            seat = heartbeats.join(this, PATIENCE);
            wire.open(this);
        } else {
            closing = true; // nobody is left who could tell
            vertx.runOnContext(later -> user.closed(CloseReason.LOST));
        }
    }

    /** The subprotocol that was agreed on; empty for none. */
    public Optional<String> subprotocol() {
        return wire.subprotocol();
    }

    @Override
    public boolean isFull() {
        return closing || wire.isFull();
    }

    /** Sends frames in one write; each with a further member, a comma in front, where {@code splice} is not empty. */
    public void send(Slice slice, byte[] splice) {
        if (!closing) {
            wire.send(slice, splice);
            if (wire.isFull()) {
                seat.watch();
            }
        }
    }

    public void send(Slice slice) {
        send(slice, NO_SPLICE);
    }

    /** Sends one message; a peer that has too many of them sent to it while it takes nothing is closed. */
    public void send(String text) {
        if (closing) {
            return;
        }
        unreadAnswers = wire.isFull() ? unreadAnswers + 1 : 0;
        if (unreadAnswers > MAX_UNREAD_ANSWERS) {
            fail(CloseCode.POLICY, "Answers were asked for and not read.", CloseReason.FLOOD);
        } else {
            wire.send(text);
        }
    }

    /** Begins the closing handshake; its reason is cut to what a close frame holds. */
    public void close(CloseCode code, String reason, CloseReason why) {
        if (!closing) {
            wire.close(code, shortened(reason));
            leave(why, options.closeGrace());
        }
    }

    @Override
    public void heard() {
        seat.heard();
    }

    @Override
    public void fragment(WebSocketFrame frame) {
        heard();
        if (closing || !admits()) {
            return;
        }
        if (frame.type() == WebSocketFrameType.BINARY) {
            fail(CloseCode.UNACCEPTABLE, "Only text is understood here.", CloseReason.PROTOCOL);
            return;
        }
        Optional<CloseCode> fault = message.add(frame.binaryData(), frame.isFinal());
        if (fault.isPresent()) {
            boolean tooBig = fault.get().equals(CloseCode.TOO_BIG);
            fail(fault.get(), tooBig ? "The message is too big." : "This is not UTF-8.", CloseReason.PROTOCOL);
        } else if (frame.isFinal()) {
            user.message(message.take());
        }
    }

    /** Answers at once, or once there is room: then only the newest ping, as RFC 6455 section 5.5.3 allows. */
    @Override
    public void pinged(byte[] payload) {
        if (closing || !admits()) {
            return;
        }
        if (wire.isFull()) {
            unansweredPing = payload;
        } else {
            wire.pong(payload);
        }
    }

    @Override
    public void pulse() {
        heard();
        if (!closing) {
            admits();
        }
    }

    @Override
    public void broke(CloseCode code, String how) {
        if (!closing) {
            fail(code, how, CloseReason.PROTOCOL);
        }
    }

    @Override
    public void writable() {
        if (closing) {
            return;
        }
        unreadAnswers = 0;
        if (unansweredPing != null) {
            wire.pong(unansweredPing);
            unansweredPing = null;
        }
        user.writable();
    }

    @Override
    public void closing() {
        if (!closing) {
            leave(CloseReason.PEER, options.closeGrace());
        }
    }

    @Override
    public void gone() {
        cutTimer.ifPresent(vertx::cancelTimer);
        if (!closing) {
            closing = true;
            seat.leave();
            user.closed(CloseReason.LOST);
        }
    }

    /** A ping is not put behind a full queue: whoever takes from that is alive. */
    @Override
    public void beat() {
        if (!wire.isFull()) {
            wire.ping();
        }
    }

    @Override
    public void tick() {
        user.tick();
    }

    @Override
    public boolean hasTaken() {
        return wire.hasTaken();
    }

    @Override
    public void dead() {
        wire.close(CloseCode.DEAD, "Nothing came for two heartbeats.");
        leave(
                CloseReason.DEAD,
                shortest(options.closeGrace(), options.heartbeat().dividedBy(4)));
    }

    /** Counts a frame; one too many ends the socket. */
    private boolean admits() {
        boolean admitted = rate.admits();
        if (!admitted) {
            fail(CloseCode.POLICY, "Too many frames in a second.", CloseReason.FLOOD);
        }
        return admitted;
    }

    private void fail(CloseCode code, String reason, CloseReason why) {
        wire.fail(code, shortened(reason));
        leave(why, options.closeGrace());
    }

    private void leave(CloseReason why, Duration grace) {
        closing = true;
        seat.leave();
        cutTimer = Optional.of(vertx.setTimer(Math.max(1, grace.toMillis()), late -> wire.cut()));
        user.closed(why);
    }

    private static Duration shortest(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static String shortened(String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= MAX_REASON ? reason : reason.substring(0, Math.min(reason.length(), MAX_REASON / 4));
    }
}
