package dev.tidings.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a store is opened.
 *
 * @param url where the database is
 * @param listener hears of each commit
 * @param clock the time of changes, and what retention goes by
 * @param maxCollections how many there may be
 * @param retention the policy of each collection, by name
 * @param queue the bounds of what waits to be written
 * @param query the bounds of a query
 * @param indexes paths that are indexed, by collection: made and dropped when the store opens
 */
public record StoreOptions(
        StoreUrl url,
        CommitListener listener,
        InstantSource clock,
        long maxCollections,
        Function<String, RetentionPolicy> retention,
        QueueLimits queue,
        QueryLimits query,
        Map<String, List<List<String>>> indexes) {

    public StoreOptions {
        indexes = Map.copyOf(indexes);
    }

    private static final long MAX_COLLECTIONS = 10_000;

    /** The defaults for the store at a URL, see {@link StoreUrl#parse}. */
    public static StoreOptions of(String url) {
        return of(StoreUrl.parse(url));
    }

    /** The defaults for the store in a file. */
    public static StoreOptions of(Path file) {
        return of(new StoreUrl.File(file));
    }

    private static StoreOptions of(StoreUrl url) {
        return new StoreOptions(
                url,
                CommitListener.NONE,
                InstantSource.system(),
                MAX_COLLECTIONS,
                collection -> RetentionPolicy.DEFAULT,
                QueueLimits.DEFAULT,
                QueryLimits.DEFAULT,
                Map.of());
    }

    public StoreOptions withListener(CommitListener other) {
        return new StoreOptions(url, other, clock, maxCollections, retention, queue, query, indexes);
    }

    public StoreOptions withClock(InstantSource other) {
        return new StoreOptions(url, listener, other, maxCollections, retention, queue, query, indexes);
    }

    public StoreOptions withMaxCollections(long other) {
        return new StoreOptions(url, listener, clock, other, retention, queue, query, indexes);
    }

    public StoreOptions withRetention(Function<String, RetentionPolicy> other) {
        return new StoreOptions(url, listener, clock, maxCollections, other, queue, query, indexes);
    }

    public StoreOptions withQueue(QueueLimits other) {
        return new StoreOptions(url, listener, clock, maxCollections, retention, other, query, indexes);
    }

    public StoreOptions withQuery(QueryLimits other) {
        return new StoreOptions(url, listener, clock, maxCollections, retention, queue, other, indexes);
    }

    public StoreOptions withIndexes(Map<String, List<List<String>>> other) {
        return new StoreOptions(url, listener, clock, maxCollections, retention, queue, query, other);
    }
}
