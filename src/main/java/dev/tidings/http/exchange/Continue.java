package dev.tidings.http.exchange;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * A client that waits to be told before it sends its body (RFC 9110 section 10.1.1). Who is answered without having been
 * told may send the body or not, which nobody can tell apart from the next request: that connection has to close.
 */
public final class Continue {

    private static final String SENT = Continue.class.getName();

    private Continue() {}

    /** Tells a client that waits for it to go on. */
    public static void send(RoutingContext context) {
        if (isWaited(context)) {
            context.put(SENT, true);
            context.response().writeContinue();
        }
    }

    /** Whether the client still waits. One of HTTP/1.0 does not know what that is, whatever it says. */
    static boolean isWaited(RoutingContext context) {
        String expected = context.request().getHeader("Expect");
        return context.request().version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(expected)
                && context.get(SENT) == null;
    }
}
