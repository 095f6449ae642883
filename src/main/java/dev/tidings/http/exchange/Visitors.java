package dev.tidings.http.exchange;

import dev.tidings.access.Caller;
import dev.tidings.access.ForwardedHeader;
import dev.tidings.access.ForwardedLists;
import dev.tidings.access.Hop;
import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.access.TrustedProxies;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * Who sends a request, what host it was sent to and from whose page, also behind proxies that are believed; and whether that
 * is let in. Safe for any thread.
 *
 * @param hosts the host names that are answered to
 * @param origins whose pages may write, watch and read
 * @param proxies whose forwarding headers are believed
 */
public record Visitors(Hosts hosts, Origins origins, TrustedProxies proxies) {

    /** The client's address, without a port. */
    public String address(HttpServerRequest request) {
        return caller(request).address();
    }

    /** The host and port that the client asked for; none for a request that is malformed. */
    public Optional<String> host(HttpServerRequest request) {
        String forwarded = caller(request).host();
        return RequestHost.find(request).map(own -> forwarded.isEmpty() ? own : forwarded);
    }

    /** Whether the client uses TLS. */
    public boolean isSecure(HttpServerRequest request) {
        String proto = caller(request).proto();
        return proto.isEmpty() ? request.isSSL() : proto.equals("https");
    }

    /** Whether a page of this origin may read the answer. */
    boolean letIn(String origin, HttpServerRequest request) {
        return origin != null
                && host(request).filter(host -> origins.allow(origin, host)).isPresent();
    }

    /**
     * Refuses a request for another host (421), and one that names none, or several (400). The name that a proxy tells does
     * not replace the one of the request itself: a page in a browser on the proxy's machine may tell any.
     */
    public void requireHost(HttpServerRequest request) {
        boolean own = RequestHost.find(request).filter(hosts::answerTo).isPresent();
        if (!hosts.answerTo(hostOf(request)) || !own) {
            throw TidingsException.of(Code.MISDIRECTED, "This server does not answer to that host name.");
        }
    }

    /** Refuses a write of another's page. */
    public void requireWriter(HttpServerRequest request) {
        String origin = Headers.joined(request, "Origin");
        if (!origins.mayWrite(origin, request.getHeader("Sec-Fetch-Site"), hostOf(request))) {
            throw TidingsException.of(Code.FORBIDDEN, "Pages of that origin may not write here.");
        }
    }

    /** A socket sends what it may read to the page that opened it, so that only pages that are let in may open one. */
    public void requireWatcher(HttpServerRequest request) {
        String origin = Headers.joined(request, "Origin");
        if (origin != null && !origins.allow(origin, hostOf(request))) {
            throw TidingsException.of(Code.FORBIDDEN, "Pages of that origin may not watch here.");
        }
    }

    private String hostOf(HttpServerRequest request) {
        return host(request)
                .orElseThrow(() -> TidingsException.of(Code.BAD_REQUEST, "A request has exactly one Host header."));
    }

    private Caller caller(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return proxies.trust(peer) ? forwarded(request, peer) : Caller.direct(peer);
    }

    private Caller forwarded(HttpServerRequest request, String peer) {
        String standard = Headers.joined(request, "Forwarded");
        List<Hop> hops = ForwardedLists.hops(
                lines(request, "X-Forwarded-For"),
                lines(request, "X-Forwarded-Host"),
                lines(request, "X-Forwarded-Proto"));
        if (standard == null) {
            return proxies.caller(peer, hops);
        }
        Caller caller = proxies.caller(peer, ForwardedHeader.parse(standard).orElse(List.of()));
        return hops.isEmpty() ? caller : caller.and(proxies.caller(peer, hops), peer);
    }

    private static String lines(HttpServerRequest request, String name) {
        return String.join(",", request.headers().getAll(name));
    }
}
