package dev.tidings.http.wire;

import dev.tidings.feed.Slice;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;

/**
 * The way to the peer of a WebSocket. All calls come on its event loop, and after {@link #close}, {@link #fail} or {@link
 * #cut} nothing more is sent.
 */
interface PeerWire {

    /** What comes from the peer, in order. */
    interface Peer {

        /** Bytes came, whatever they were. */
        void heard();

        /** A part of a message. */
        void fragment(WebSocketFrame frame);

        /** A ping that is still to be answered. */
        void pinged(byte[] payload);

        /** Any other frame that wants no answer. */
        void pulse();

        /** The peer broke the protocol; what else it sends is not read. */
        void broke(CloseCode code, String how);

        /** There is room again after {@link #isFull} said that there was none. Never comes while something is being sent. */
        void writable();

        /** The closing handshake has begun at the other end and is being answered. */
        void closing();

        /** The connection is gone; the last call of all. */
        void gone();
    }

    /** Begins to hand over what comes. */
    void open(Peer peer);

    boolean isOpen();

    /** The subprotocol that was agreed on; empty for none. */
    Optional<String> subprotocol();

    boolean isFull();

    /** Whether the peer took some of what waited for it, since this was asked last; false where nothing waited. */
    boolean hasTaken();

    /**
     * Sends frames in order with one flush.
     *
     * @param splice a further member for each frame, with a comma in front; empty for none
     */
    void send(Slice slice, byte[] splice);

    /** Sends one text message soon: at the latest when the loop has done what it is at. */
    void send(String message);

    void ping();

    void pong(byte[] payload);

    /** Begins the closing handshake. */
    void close(CloseCode code, String reason);

    /** Tells the peer what it did wrong and listens no more. */
    void fail(CloseCode code, String reason);

    /** Closes the connection underneath, whatever still waits. */
    void cut();
}
