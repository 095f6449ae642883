package dev.tidings.feed;

/**
 * What a view tells of one resource, before it has a format.
 *
 * @param type what happened
 * @param revision the position to go on from
 * @param id the resource
 * @param time when it happened, or the resource became what it is, milliseconds since the epoch; 0 where nobody knows any more
 *     (tombstones)
 * @param resource the representation, projected as the view asks; null where none is told
 * @param reason why it left; null for anything else
 */
public record ResourceEvent(FrameType type, long revision, String id, long time, String resource, String reason) {}
