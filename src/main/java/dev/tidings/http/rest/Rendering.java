package dev.tidings.http.rest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Makes what answers hold of many resources: at once of short ones, of long ones away from the event loop. */
final class Rendering {

    /** So many characters are read and projected in some milliseconds. */
    private static final long MAX_ON_LOOP = 256 * 1024;

    private Rendering() {}

    /**
     * Makes it; must be called on an event loop, on which the future completes.
     *
     * @param characters of the documents that are looked at
     * @param work safe for any thread
     */
    static <T> Future<T> of(Vertx vertx, long characters, Supplier<T> work) {
        return characters > MAX_ON_LOOP ? vertx.executeBlocking(work::get, false) : Future.succeededFuture(work.get());
    }
}
