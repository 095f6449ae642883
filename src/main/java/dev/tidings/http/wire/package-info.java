/**
 * The connection underneath a request and the socket that it came by, and WebSockets on it by RFC 6455: handshake, frames,
 * messages put together, close codes, heartbeats.
 *
 * <p>Promises: a peer cannot make a socket take more memory than its {@link dev.tidings.http.wire.SocketOptions} allow, what
 * breaks the protocol ends it with the code that says so, and a dead peer is found within its time. {@link
 * dev.tidings.http.wire.RawChannel} alone knows what Vert.x keeps inside, and where that is not what it knows there is a
 * way over public API. All calls come on the connection's event loop, but those of {@link
 * dev.tidings.http.wire.ListeningSocket}, which is for all threads.
 *
 * <p>Must not: know what the messages mean or who wants them.
 */
package dev.tidings.http.wire;
