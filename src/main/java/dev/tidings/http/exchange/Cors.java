package dev.tidings.http.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** What pages of other origins may read and send (the CORS protocol of the Fetch standard). */
public final class Cors {

    private static final String EXPOSED = String.join(
            ", ",
            "Accept-Patch",
            "Accept-Post",
            "Allow",
            "Cache-Control",
            "Content-Encoding",
            "Content-Type",
            "ETag",
            "Idempotency-Replayed",
            "Incremental",
            "Link",
            "Location",
            "Preference-Applied",
            "Retry-After",
            "Tidings-Revision",
            "Vary",
            "WWW-Authenticate",
            "X-Accel-Buffering");

    private static final String SENDABLE = String.join(
            ", ",
            "Accept",
            "Authorization",
            "Cache-Control",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Prefer");

    private static final String KEEP_SECONDS = "600";

    private final Visitors visitors;

    public Cors(Visitors visitors) {
        this.visitors = visitors;
    }

    /** Lets a page of an allowed origin read the answer. */
    public void apply(HttpServerRequest request, MultiMap headers) {
        String origin = request.getHeader("Origin");
        if (visitors.letIn(origin, request)) {
            headers.set("Access-Control-Allow-Origin", origin);
            headers.set("Access-Control-Expose-Headers", EXPOSED);
        }
    }

    /** Answers {@code OPTIONS}: a plain question, or a browser's before it sends what a page wants. */
    Answer options(HttpServerRequest request, String methods) {
        Answer answer = Answer.of(204).with("Allow", methods);
        String origin = request.getHeader("Origin");
        boolean asked = origin != null && request.getHeader("Access-Control-Request-Method") != null;
        if (!asked || !visitors.letIn(origin, request)) {
            return answer;
        }
        return answer.with("Access-Control-Allow-Methods", methods)
                .with("Access-Control-Allow-Headers", SENDABLE)
                .with("Access-Control-Max-Age", KEEP_SECONDS);
    }
}
