package dev.tidings.feed;

import java.time.Duration;

/**
 * The feed's times.
 *
 * @param heartbeat how often a view that had nothing to say tells how far was looked
 * @param poll how often the log's heads are compared with what the bus told: nobody waits longer for what it lost
 * @param linger how long a collection's consumer stays registered after its last watcher
 */
public record FeedOptions(Duration heartbeat, Duration poll, Duration linger) {

    /** The times of a server with this heartbeat. */
    public static FeedOptions of(Duration heartbeat) {
        return new FeedOptions(heartbeat, Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
