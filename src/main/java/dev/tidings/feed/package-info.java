/**
 * The feed: what was committed reaches everyone who watches, in order, none missing, none twice.
 *
 * <p>The log is the truth, the bus is a hint, a subscriber is a cursor. {@link dev.tidings.feed.ChangeBus} publishes each
 * committed batch on the event bus; {@code ChangeFeed} puts a collection's batches in order and fills gaps from the log;
 * {@code Walker} shows each change to the views that it could concern, past a bounded number of filters in one turn;
 * {@code View} frames each change once for all who see the same, and publishes its tail on an address of this node; a
 * {@code Subscription} writes to its peer what of the tail is above its cursor, and where the tail does not reach back far
 * enough asks the log. So lost messages, slow peers, reconnects and crashes are one mechanism.
 *
 * <p>{@code ChangeFeed}, {@code Walker}, {@code View}, {@code Pace} and {@code Subscription} are plain state machines, without a thread, a
 * clock or a socket; the simulation in the tests runs them on one thread, at their worst.
 *
 * <p>Where there are several nodes, batches travel between them as {@code BatchFormat} says: versioned, since versions mix
 * while nodes are replaced, and signed ({@link dev.tidings.feed.Seal}). What cannot be read or believed, or is too large, is
 * read from the log instead.
 *
 * <p>Threads: feeds, views and the pace live on the loop of {@link dev.tidings.feed.FeedVerticle} alone; a subscription on
 * its connection's loop. Only immutable messages cross: batches, tails, pages. Nothing here blocks or needs a lock.
 *
 * <p>It must not know what a socket is, nor SQL.
 */
package dev.tidings.feed;
