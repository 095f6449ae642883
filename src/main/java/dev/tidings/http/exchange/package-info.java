/**
 * A request and its answer, whatever the request is for: paths, queries and headers as they are read, answers and problems
 * as they are worded and sent, and the one JSON text of a change that pages, streams and sockets all show.
 *
 * <p>Promises: what does not parse is refused with the code that the contract names and never guessed at; each error has one
 * status, one title and one close code, from one table; all answers leave through {@link
 * dev.tidings.http.exchange.Replies}.
 *
 * <p>Must not: know what a request does, ask the store or the feed, or import any other package of HTTP.
 */
package dev.tidings.http.exchange;
