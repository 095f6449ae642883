package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.model.Change;
import dev.tidings.resource.Catalogue;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
        long deadline =
                System.nanoTime() + Duration.ofSeconds(query.waitSeconds()).toNanos();
        Promise<Answer> answer = Promise.promise();
        look(call, query, query.since().revision(), deadline, answer);
        return answer.future();
    }

    /** Look by look: composed, the futures would nest as deep as there are changes that a filter passes over. */
    private void look(Call call, ChangesQuery query, long after, long deadline, Promise<Answer> answer) {
        read(query, after).onFailure(answer::fail).onSuccess(page -> {
            long left = deadline - System.nanoTime();
            boolean worthWaiting = page.isNothingYet()
                    && left > 0
                    && !call.context().response().closed();
            if (worthWaiting) {
                waiter.next(query.collection(), page.end(), Duration.ofNanos(left))
                        .onFailure(answer::fail)
                        .onSuccess(told -> look(call, query, page.end(), deadline, answer));
            } else {
                answer.complete(page.answer());
            }
        });
    }

    /** What the page has after this revision; up to it was nothing to tell. */
    private Future<ChangesPage> read(ChangesQuery query, long after) {
        return OneHistory.read(log::epoch, epoch -> log.changes(query.collection(), after, query.upTo(), MAX_WEIGHT)
                .compose(found -> Rendering.of(
                        vertx,
                        found.changes().stream().mapToLong(Change::weight).sum(),
                        () -> new ChangesPage(query, epoch, found))));
    }
}
