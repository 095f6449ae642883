/**
 * Resources watched: what a client asks for on a WebSocket or by {@code text/event-stream}, and the frames it gets.
 *
 * <p>{@link dev.tidings.http.watch.WatchRoutes} takes the request; {@code WatchSocket} (one subscription, its URL), {@code
 * SharedSocket} (many) or {@code WatchStream} (server-sent events) then holds the connection, each subscription a {@code
 * Watch}. How the frames look is a matter of the transport and of the subprotocol: {@code JsonFrames}, {@code
 * CloudEventsFrames}, {@code EventStreamFrames}.
 *
 * <p>Promises: whatever cannot be served is a problem before anything is upgraded; a subscription's frames go out in the
 * order of revisions; a slow peer holds up nobody but itself; the node drains within the time it is given.
 *
 * <p>Must not: write resources, read pages of them, or know how they are served over REST. Only {@code Watch} touches the
 * event bus.
 */
package dev.tidings.http.watch;
