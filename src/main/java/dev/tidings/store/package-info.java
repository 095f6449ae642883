/**
 * The store: resources, the change log, idempotency keys, and the one writer that changes them together.
 *
 * <p>Promise: a committed change has the next revision of its collection, is on disk before anyone is told, and is in the
 * log until retention trims it, which raises the floor in the same transaction.
 *
 * <p>The way of a write: {@link dev.tidings.store.JdbcStore} → {@code WriteQueue}, which gathers many requests into one
 * transaction → {@code JdbcTransactions} → a {@code Ledger}, which locks and reads what they name, has them judged ({@code
 * Judgement}, pure), writes and commits what was granted → the {@link dev.tidings.store.CommitListener} → the answers.
 * There are two ledgers, {@code SqliteLedger} and {@code PostgresLedger}. All other SQL is one for both, and what little
 * differs is in a {@code SqlDialect}.
 *
 * <p>{@link dev.tidings.store.StoreCopy} brings all of a store into another one: a {@code CopySource} is read row by row into
 * a {@code CopyTarget}, and a {@code Transfer} in either keeps servers off until it is clear which of the two goes on.
 *
 * <p>Threads: callers are event loops and are never blocked. JDBC runs on this room's own named worker executors ({@code
 * Lane}), whose threads each have a session when they want one ({@code Sessions}: SQLite's own, or PostgreSQL's out of a
 * pool): {@code tidings-store-writer} (one thread for SQLite, a few for PostgreSQL; the queue's transactions and retention's
 * steps take turns), {@code -reader} (what REST reads), {@code -catch-up} (all of {@link dev.tidings.store.ChangeLog}) and
 * {@code -export}. Nothing crosses threads but immutable values, and nothing of JDBC leaves this room.
 */
package dev.tidings.store;
