package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import dev.tidings.model.Resource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes answers of many resources: short ones at once, long ones away from the event loop, which they would hold up. */
final class Rendering {

    /** So many characters are projected in some milliseconds. */
    private static final long MAX_ON_LOOP = 256 * 1024;

    private Rendering() {}

    /**
     * Makes an answer; must be called on an event loop, on which the future completes.
     *
     * @param shown the resources that go into it
     * @param work safe for any thread
     */
    static Future<Answer> of(Vertx vertx, Stream<Resource> shown, Supplier<Answer> work) {
        long characters =
                shown.mapToLong(resource -> resource.document().length()).sum();
        return characters > MAX_ON_LOOP ? vertx.executeBlocking(work::get, false) : Future.succeededFuture(work.get());
    }
}
