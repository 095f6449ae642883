package dev.tidings.http.wire;

import dev.tidings.http.exchange.StatusTable;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/**
 * Why a socket is closed, by RFC 6455 section 7.4.1. Next to these stand 4000 + the HTTP status, see {@link #of(Code)}.
 *
 * @param value the code on the wire
 * @param failed whether the peer broke the protocol: then nothing more is expected of it (section 7.1.7)
 */
public record CloseCode(int value, boolean failed) {

    /** When to come back to a server that sheds load, where nobody knows better. */
    private static final long RETRY_MILLIS = 2_000;

    static final CloseCode PROTOCOL_ERROR = new CloseCode(1002, true);
    static final CloseCode UNACCEPTABLE = new CloseCode(1003, true);
    static final CloseCode NOT_UTF8 = new CloseCode(1007, true);

    /** Of data that is not what it says it is, as compressed data that cannot be read. */
    static final CloseCode INCONSISTENT = NOT_UTF8;

    public static final CloseCode POLICY = new CloseCode(1008, true);
    static final CloseCode TOO_BIG = new CloseCode(1009, true);

    /** The node is going down: come back, with a spread. */
    public static final CloseCode RESTART = new CloseCode(1012, false);

    /** The server sheds load: come back later. */
    static final CloseCode TRY_LATER = new CloseCode(1013, false);

    public static final CloseCode BAD_REQUEST = of(Code.BAD_REQUEST);
    static final CloseCode DEAD = of(Code.TIMEOUT);

    public static CloseCode of(Code code) {
        return code == Code.UNAVAILABLE ? TRY_LATER : new CloseCode(StatusTable.closeCode(code), false);
    }

    /** Whether a peer may put this code into a close frame (sections 7.4.1 and 7.4.2). */
    static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    /** The reason of a close that a client is to come back from. */
    public static String retryAfter(long millis) {
        return "{\"retryAfterMs\":" + millis + "}";
    }

    /** The reason that goes with {@link #of(Code)}. */
    public static String reasonOf(TidingsException error) {
        return of(error.code()).equals(TRY_LATER) ? retryAfter(RETRY_MILLIS) : StatusTable.title(error.code());
    }
}
