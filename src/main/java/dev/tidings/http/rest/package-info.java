/**
 * Resources over REST: one at a time, in batches, loaded in bulk, in pages, exported, and their changes since a revision.
 *
 * <p>{@link dev.tidings.http.rest.RestRoutes} takes the request and finds its endpoint, which makes an answer of it.
 * {@code …Routes} are the endpoints; what is named like one of them ({@code Batch…}, {@code Bulk…}, {@code Export…}, {@code
 * Changes…}) belongs to it.
 *
 * <p>Promises: faults are found in the contract's order and nothing is written before the last of them; bodies, loads and
 * exports are bounded in memory however long they are; the same idempotency key gets the same answer.
 *
 * <p>Must not: know of watchers. A long poll waits through {@link dev.tidings.http.rest.ChangeWaiter}.
 */
package dev.tidings.http.rest;
