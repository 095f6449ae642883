/**
 * The store: resources, the change log, idempotency keys, and the one writer that changes them together.
 *
 * <p>Promise: a committed change has the next revision of its collection, is on disk before anyone is told, and is in the
 * log until retention trims it, which raises the floor in the same transaction.
 *
 * <p>The way of a write: {@link dev.tidings.store.JdbcStore} → {@code WriteQueue}, which gathers many requests into one
 * transaction → {@code JdbcTransactions}, which reads what they name ({@code SqliteGround}), has them judged ({@code
 * Judgement}, pure) and writes what was granted ({@code SqliteRows}) → the {@link dev.tidings.store.CommitListener} → the
 * answers.
 *
 * <p>Threads: callers are event loops and are never blocked. JDBC runs on this room's own named worker executors, each with
 * a session a thread ({@code Lane}): {@code tidings-store-writer} (one: the queue's transactions and retention's steps take
 * turns), {@code -reader} (what REST reads), {@code -catch-up} (all of {@link dev.tidings.store.ChangeLog}) and {@code
 * -export}. Nothing crosses threads but immutable values, and nothing of JDBC leaves this room.
 */
package dev.tidings.store;
