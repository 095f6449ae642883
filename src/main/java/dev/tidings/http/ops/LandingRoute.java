package dev.tidings.http.ops;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** {@code GET /}: one page for people that says what this is and what to try, with this server's own address in it. */
public final class LandingRoute implements RouteGroup {

    private static final String PLACE = "://localhost:8080";
    private static final Pattern AUTHORITY =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(?::[0-9]{1,5})?|\\[[0-9a-f:]+](?::[0-9]{1,5})?");
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Visitors visitors;
    private final Replies replies;
    private final String page;

    /** Reads the page: not for an event loop. */
    public LandingRoute(Visitors visitors) {
        this.visitors = visitors;
        this.replies = new Replies(visitors);
        try (InputStream resource = LandingRoute.class.getResourceAsStream("/webroot/index.html")) {
            page = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw TidingsException.of(Code.INTERNAL, "The landing page cannot be read.", unreadable);
        }
    }

    @Override
    public void mount(Router router) {
        ReadOnlyPath.on(router, "/", replies).handler(this::show);
    }

    private void show(RoutingContext context) {
        Answer answer = Answer.of(200)
                .with("Content-Type", "text/html; charset=utf-8")
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff");
        replies.send(context, answer.withBody(at(context)));
    }

    /** The page with the address that the client found us at; what is no plain host and port never gets into it. */
    private String at(RoutingContext context) {
        String authority = visitors.host(context.request()).orElse("");
        if (!AUTHORITY.matcher(authority).matches()) {
            return page;
        }
        String secure = visitors.isSecure(context.request()) ? "s://" : "://";
        return page.replace(PLACE, secure + authority);
    }
}
