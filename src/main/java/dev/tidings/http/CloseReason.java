package dev.tidings.http;

import java.util.Locale;

/** Why a connection ended, for metrics: a closed set. */
public enum CloseReason {
    /** The client closed it. */
    PEER,
    /** The connection broke. */
    LOST,
    /** Nothing came from the client for too long, and it took nothing. */
    DEAD,
    /** The client broke the protocol. */
    PROTOCOL,
    /** The client sent too fast, or asked without reading. */
    FLOOD,
    /** The client asked for what there is not. */
    REFUSED,
    /** The subscription could not go on. */
    ENDED,
    /** This node is going down. */
    DRAIN;

    /** The reason as a metric's label. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
