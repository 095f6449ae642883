package dev.tidings.feed;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What the subscriptions of a node read from and count on. */
public record FeedDoor(Vertx vertx, Feed feed, ChangeLog log, Duration heartbeat, FeedMetrics metrics) {}
