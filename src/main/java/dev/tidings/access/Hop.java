package dev.tidings.access;

/**
 * What one proxy says of the request that it took and sent on.
 *
 * @param from who sent it the request: an address, perhaps with a port; empty where it does not tell
 * @param host the host and port that the request was for; empty where it does not tell
 * @param proto the scheme that it came by, in small letters; empty where it does not tell
 */
public record Hop(String from, String host, String proto) {}
