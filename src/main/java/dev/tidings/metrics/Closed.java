package dev.tidings.metrics;

/** Why a connection ended. */
public enum Closed {
    /** The client said good-bye. */
    NORMAL,
    /** The connection broke, or ended without a word. */
    LOST,
    /** Nothing came from the peer for two heartbeats. */
    TIMEOUT,
    DRAINING,
    OVERLOADED,
    PROTOCOL,
    TOO_LARGE,
    LIMIT,
    BAD_REQUEST,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    /** The history that it needed was trimmed. */
    GONE,
    OTHER;

    /** The reason that a WebSocket's close code tells, whichever side sent it. */
    public static Closed of(int closeCode) {
        return switch (closeCode) {
            case 1000, 1001 -> NORMAL;
            case 1005, 1006 -> LOST;
            case 1002, 1003, 1007 -> PROTOCOL;
            case 1009 -> TOO_LARGE;
            case 1012 -> DRAINING;
            case 1013 -> OVERLOADED;
            case 1008, 4429 -> LIMIT;
            case 4400 -> BAD_REQUEST;
            case 4401 -> UNAUTHENTICATED;
            case 4403 -> FORBIDDEN;
            case 4404 -> NOT_FOUND;
            case 4408 -> TIMEOUT;
            case 4410 -> GONE;
            default -> OTHER;
        };
    }
}
