package dev.tidings.feed;

/**
 * A page of the log or of a scan as a view shows it. It covers {@code (max(from, floor), end]}.
 *
 * @param from where it begins
 * @param end how far was looked, whether or not the view selected anything there
 * @param floor of the log, from the same statement
 * @param tombstoneFloor of the tombstones, from the same statement
 * @param head of the log, from the same statement
 * @param frames what the view selected, by revision
 */
public record FramePage(long from, long end, long floor, long tombstoneFloor, long head, Chunk frames) {}
