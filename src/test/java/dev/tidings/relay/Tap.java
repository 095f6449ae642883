package dev.tidings.relay;

import java.io.IOException;

/**
 * Decides what becomes of one connection's bytes. Each direction has a thread of its own, which may be held up here; an
 * {@link IOException} ends the connection.
 */
public interface Tap {

    /** Passes everything on. */
    Tap OPEN = new Tap() {};

    /** Before the connection goes on to the server. */
    default void opened(Link link) throws IOException {}

    default void toServer(byte[] bytes, Link link) throws IOException {
        link.sendToServer(bytes);
    }

    default void toClient(byte[] bytes, Link link) throws IOException {
        link.sendToClient(bytes);
    }

    /** Nothing more comes from the server. */
    default void serverEnded() {}
}
