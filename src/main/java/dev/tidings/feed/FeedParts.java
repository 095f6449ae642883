package dev.tidings.feed;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Vertx;

/** What the feed of a node works with. */
public record FeedParts(Vertx vertx, ChangeLog log, ChangeBus bus, FeedOptions options, FeedMetrics metrics) {}
