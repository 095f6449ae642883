package dev.tidings.feed;

/**
 * One encoded event. The bytes are never written to again.
 *
 * @param revision the position to go on from
 * @param id the resource that it tells of, by which {@code mode=latest} merges
 * @param wire the bytes as they go to a socket
 * @param header how many of the first bytes are the transport's own framing (a WebSocket frame's header); the message
 *     itself is the rest
 * @param splice where in {@code wire} a further JSON member (with a comma in front) may be put in
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: frames are never compared
public record Frame(long revision, String id, byte[] wire, int header, int splice) {}
