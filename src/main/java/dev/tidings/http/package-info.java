/**
 * HTTP: what comes in is parsed and judged here as far as nothing but the request is needed, what goes out is worded here.
 *
 * <p>{@link dev.tidings.http.HttpVerticle} has the server. A request passes the groups of routes in order; those of
 * resources come last. An endpoint makes a value, {@code Answer}, and one place sends it.
 *
 * <p>Threads: everything runs on event loops, each request on its own; nothing blocks. What is shared between them is
 * immutable.
 */
package dev.tidings.http;
