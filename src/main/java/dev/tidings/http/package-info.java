/**
 * HTTP: what comes in is parsed and judged here as far as nothing but the request is needed, what goes out is worded here.
 *
 * <p>{@link dev.tidings.http.HttpVerticle} has the server. A request passes the groups of routes in order; those of
 * resources come last. This package only puts them together and serves them. What they do is below it, and each package
 * imports only from those that stand under it:
 *
 * <pre>
 *   rest     resources: read, written, listed, loaded, exported, and their pages of changes
 *   watch    the same resources watched: sockets and streams of events
 *   ops      health, metrics and the landing page
 *      these three do not know each other
 *   wire     the connection underneath, and WebSockets on it (RFC 6455)
 *   exchange a request and its answer: what all of them read alike and say alike
 * </pre>
 *
 * <p>Threads: everything runs on event loops, each request on its own; nothing blocks. What is shared between them is
 * immutable.
 */
package dev.tidings.http;
