package dev.tidings.http.exchange;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host and port that a request was sent to, as the client named them (RFC 9110 section 7.2). */
final class RequestHost {

    private static final Pattern ABSOLUTE_FORM = Pattern.compile("[Hh][Tt][Tt][Pp][Ss]?://([^/?#]*).*");

    private RequestHost() {}

    /** {@code host} or {@code host:port}; none for a request that is malformed: it names none, or several. */
    static Optional<String> find(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return Optional.of(
                    request.authority() == null ? "" : request.authority().toString());
        }
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.size() != 1 && !(hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0)) {
            return Optional.empty();
        }
        Matcher absolute = ABSOLUTE_FORM.matcher(request.uri());
        if (absolute.matches()) {
            return Optional.of(absolute.group(1)); // it goes before the header (RFC 9112 section 3.2.2)
        }
        return Optional.of(hosts.isEmpty() ? "" : hosts.get(0).trim());
    }
}
