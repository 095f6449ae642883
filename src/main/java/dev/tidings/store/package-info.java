/**
 * The store: resources, the change log, idempotency keys, and the one writer that changes them together.
 *
 * <p>Promise: a committed change has the next revision of its collection, is on disk before anyone is told, and is in the
 * log until retention trims it, which raises the floor in the same transaction.
 *
 * <p>Threads: callers are event loops and are never blocked. JDBC runs on this room's own named worker executors: one
 * writer, a few readers, and catch-up reads with a bound of their own. Nothing of JDBC leaves this room.
 */
package dev.tidings.store;
