package dev.tidings.http.rest;

import dev.tidings.access.Principal;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Failures;
import dev.tidings.http.exchange.Problems;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.ResourcePath;
import dev.tidings.http.exchange.RouteGroup;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Resources over HTTP: takes every request that nobody took before and finds what is wrong with it in the contract's
 * order: its path, its method, where it comes from, then whatever its endpoint looks at.
 */
public final class RestRoutes implements RouteGroup {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Replies replies;
    private final Failures failures;
    private final Visitors visitors;
    private final Endpoint index;
    private final Endpoint batch;
    private final CollectionRoutes collections;
    private final ReadRoutes reads;
    private final ChangesRoutes changes;
    private final WriteRoutes writes;

    public RestRoutes(Services services, Visitors visitors, Replies replies) {
        this.replies = replies;
        this.failures = new Failures(replies);
        this.visitors = visitors;
        this.index = new IndexRoutes(services)::list;
        this.batch = new BatchRoutes(services)::run;
        this.changes = new ChangesRoutes(services);
        this.reads = new ReadRoutes(services);
        this.writes = new WriteRoutes(services);
        this.collections = new CollectionRoutes(services, changes, writes);
    }

    @Override
    public void mount(Router router) {
        router.route().handler(this::handle);
    }

    private void handle(RoutingContext context) {
        ResourcePath path = ResourcePath.read(context);
        String method = context.request().method().name();
        if (!path.kind().has(method)) {
            throw TidingsException.of(Code.METHOD_NOT_ALLOWED, "This path does not have the method " + method + ".");
        }
        if (method.equals("OPTIONS")) {
            replies.options(context, path.kind().methods(), path.kind().bodies());
            return;
        }
        if (!SAFE.contains(method)) {
            visitors.requireWriter(context.request());
        }
        Call call = new Call(context, path, Principal.ANONYMOUS);
        endpoint(path.kind(), method)
                .answer(call)
                .onSuccess(answer -> replies.send(context, answer))
                .onFailure(failure -> failures.send(context, Problems.of(failure)));
    }

    private Endpoint endpoint(ResourcePath.Kind kind, String method) {
        boolean read = SAFE.contains(method);
        return switch (kind) {
            case INDEX -> read ? index : batch;
            case COLLECTION -> read ? collections::read : collections::write;
            case RESOURCE -> read ? this::readResource : writes.endpoint(method);
        };
    }

    private Future<Answer> readResource(Call call) {
        return changes.areAsked(call) ? changes.page(call) : reads.read(call);
    }
}
