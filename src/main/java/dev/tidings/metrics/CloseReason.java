package dev.tidings.metrics;

/** Why a connection ended. */
public enum CloseReason {
    /** The client closed it. */
    PEER,
    /** The connection broke, or ended without a word. */
    LOST,
    /** Nothing came from the client for two heartbeats, and it took nothing. */
    DEAD,
    /** The client broke the protocol. */
    PROTOCOL,
    /** The client sent too fast, or asked without reading. */
    FLOOD,
    /** The client asked for what there is not. */
    REFUSED,
    /** Its subscription could not go on. */
    ENDED,
    /** This node is going down. */
    DRAIN
}
