package dev.tidings.feed;

/**
 * The feed's times, in milliseconds.
 *
 * @param heartbeat how often views that had nothing to say tell how far was looked
 * @param linger how long a collection is listened to after its last watcher has left
 * @param poll how often the log's heads are looked at: nobody waits longer for what the bus lost
 */
public record FeedTimes(long heartbeat, long linger, long poll) {

    /** The times of a server with this heartbeat. */
    public static FeedTimes withHeartbeat(long heartbeat) {
        return new FeedTimes(heartbeat, 30_000, 500);
    }
}
