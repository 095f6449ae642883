package dev.tidings.http.exchange;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Headers of a request. */
public final class Headers {

    private Headers() {}

    /** A header that is a list: its lines joined with commas (RFC 9110 section 5.3); null where there is none. */
    public static String joined(HttpServerRequest request, String name) {
        List<String> lines = request.headers().getAll(name);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
