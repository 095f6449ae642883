package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.resource.Catalogue;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** {@code GET …?since=}: pages of changes, which any cache may hand out, and long polls. */
final class ChangesRoutes {

    /** About how many characters of documents one page may make the server hold. */
    private static final int MAX_WEIGHT = 16 * 1024 * 1024;

    private final Vertx vertx;
    private final ChangeLog log;
    private final ChangeWaiter waiter;
    private final Catalogue catalogue;

    ChangesRoutes(Services services) {
        this.vertx = services.vertx();
        this.log = services.log();
        this.waiter = services.waiter();
        this.catalogue = services.catalogue();
    }

    /** Whether a read asks for changes and not for what is there. */
    boolean areAsked(Call call) {
        return QueryParameters.mentions(call.request().query(), "since");
    }

    Future<Answer> page(Call call) {
        Accepts.requireJson(call.header("Accept"));
        ChangesQuery query = ChangesQuery.of(call);
        catalogue.requireExisting(call.collection());
        return look(
                call,
                query,
                System.nanoTime() + Duration.ofSeconds(query.waitSeconds()).toNanos());
    }

    private Future<Answer> look(Call call, ChangesQuery query, long deadline) {
        return log.changes(query.collection(), query.since().revision(), query.upTo(), MAX_WEIGHT)
                .compose(found -> {
                    ChangesPage page = new ChangesPage(query, log.epoch(), found);
                    long left = deadline - System.nanoTime();
                    boolean worthWaiting = page.isNothingYet()
                            && left > 0
                            && !call.context().response().closed();
                    return worthWaiting
                            ? waiter.next(query.collection(), page.end(), Duration.ofNanos(left))
                                    .compose(told -> look(call, query, deadline))
                            : Rendering.of(vertx, page.shown(), page::answer);
                });
    }
}
