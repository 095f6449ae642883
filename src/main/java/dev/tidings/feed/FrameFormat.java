package dev.tidings.feed;

/**
 * How frames look on the wire. One for each kind of transport and subprotocol; part of a view's key, so that a frame is
 * encoded once for all who read it. Stateless, safe for any thread.
 */
public interface FrameFormat {

    /** The format's name, unique: it stands in the view's key. */
    String name();

    /** Encodes one event of a collection. */
    Frame encode(String collection, String epoch, ResourceEvent event);
}
