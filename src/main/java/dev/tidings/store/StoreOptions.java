package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a store is opened.
 *
 * @param file the database; its folder is made where it is missing
 * @param listener hears of each commit
 * @param clock the time of changes, and what retention goes by
 * @param maxCollections how many there may be
 * @param retention the policy of each collection, by name
 * @param queue the bounds of what waits to be written
 * @param query the bounds of a query
 * @param indexes paths that are indexed, by collection: made and dropped when the store opens
 */
public record StoreOptions(
        Path file,
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

    private static final String SCHEME = "sqlite:";
    private static final long MAX_COLLECTIONS = 10_000;

    /** The defaults for the store at a URL, {@code sqlite:PATH}; any other is {@code INVALID}. */
    public static StoreOptions of(String url) {
        if (!url.startsWith(SCHEME) || url.length() == SCHEME.length()) {
            throw unusable(url);
        }
        try {
            return of(Path.of(url.substring(SCHEME.length())));
        } catch (InvalidPathException malformed) {
            throw unusable(url);
        }
    }

    /** The defaults for the store in a file. */
    public static StoreOptions of(Path file) {
        return new StoreOptions(
                file,
                CommitListener.NONE,
                InstantSource.system(),
                MAX_COLLECTIONS,
                collection -> RetentionPolicy.DEFAULT,
                QueueLimits.DEFAULT,
                QueryLimits.DEFAULT,
                Map.of());
    }

    public StoreOptions withListener(CommitListener other) {
        return new StoreOptions(file, other, clock, maxCollections, retention, queue, query, indexes);
    }

    public StoreOptions withClock(InstantSource other) {
        return new StoreOptions(file, listener, other, maxCollections, retention, queue, query, indexes);
    }

    public StoreOptions withMaxCollections(long other) {
        return new StoreOptions(file, listener, clock, other, retention, queue, query, indexes);
    }

    public StoreOptions withRetention(Function<String, RetentionPolicy> other) {
        return new StoreOptions(file, listener, clock, maxCollections, other, queue, query, indexes);
    }

    public StoreOptions withQueue(QueueLimits other) {
        return new StoreOptions(file, listener, clock, maxCollections, retention, other, query, indexes);
    }

    public StoreOptions withQuery(QueryLimits other) {
        return new StoreOptions(file, listener, clock, maxCollections, retention, queue, other, indexes);
    }

    public StoreOptions withIndexes(Map<String, List<List<String>>> other) {
        return new StoreOptions(file, listener, clock, maxCollections, retention, queue, query, other);
    }

    private static TidingsException unusable(String url) {
        // Without what follows the scheme, where a password may stand.
        String scheme = url.substring(0, Math.max(0, url.indexOf(':') + 1));
        return TidingsException.of(
                Code.INVALID, "The store's URL must be sqlite:PATH, but begins with '" + scheme + "'.");
    }
}
