package dev.tidings.settings;

import java.time.Duration;

/**
 * How watchers are served.
 *
 * @param heartbeat between pings, and between bookmarks where nothing else is sent; a peer that is mute for twice as long
 *     is closed
 * @param maxConnections in all
 * @param maxSubscriptions on one socket
 * @param compression whether permessage-deflate is offered
 */
public record WatchSettings(Duration heartbeat, int maxConnections, int maxSubscriptions, boolean compression) {}
