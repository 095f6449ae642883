package dev.tidings.http.rest;

import io.vertx.core.Future;
import java.time.Duration;

/** Tells when a collection has something new: what a long poll waits for. */
@FunctionalInterface
public interface ChangeWaiter {

    /**
     * Succeeds as soon as the collection's head is past a revision, and at the latest after this time. It may succeed for
     * nothing, so whoever is told looks again.
     */
    Future<Void> next(String collection, long after, Duration max);
}
