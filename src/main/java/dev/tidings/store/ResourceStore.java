package dev.tidings.store;

import dev.tidings.filter.Filter;
import dev.tidings.model.Resource;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The resources as they are, and the one way to change them.
 *
 * <p>Order: the changes of a collection have the revisions 1, 2, 3 … in commit order, without a gap. Atomicity: a request
 * is applied as a whole or not at all, also over several collections. Durability: a future that succeeds with
 * {@link WriteOutcome.Committed} is on disk. Consistency: each read is one statement's view.
 *
 * <p>Threads: any method may be called from any event loop and never blocks it; a future completes on the context it was
 * asked from. Errors are {@code TidingsException}s: {@code UNAVAILABLE} says that nothing was applied.
 */
public interface ResourceStore {

    /**
     * Which history this store holds: 1 to 16 of {@code a-z0-9}. Another one after a restore, which may happen to a database
     * on a server of its own while it is in use; {@link ChangeLog#heads} finds that out. Who tells a revision with it takes
     * it before he asks for that: a position that names the older of two histories is refused when somebody comes back with
     * it, the other way round nobody would notice. What is more than a position must be of one history: it is read again
     * where the epoch has changed meanwhile.
     */
    String epoch();

    /** Applies a request. */
    Future<WriteOutcome> write(WriteRequest request);

    Future<Optional<Resource>> get(String collection, String id);

    /**
     * A page of resources, with the head that it was read at; an unknown collection is empty at revision 0. Fails with
     * {@code UNAVAILABLE} where it takes too long.
     */
    Future<ResourcePage> list(ListQuery query);

    /** The collections that were written to, by name. */
    Future<List<CollectionSummary>> collections();

    /** {@link #export(String, Filter)} of all resources. */
    default Future<Export> export(String collection) {
        return export(collection, null);
    }

    /**
     * The resources of a collection that match, or all where the filter is null, as of one revision: spooled to a file so that no transaction waits for the reader.
     * Fails with {@code UNAVAILABLE} where too many are under way.
     */
    Future<Export> export(String collection, Filter filter);

    /** Succeeds where the store can be reached. */
    Future<Void> check();

    /**
     * A collection and how much is in it.
     *
     * @param revision the head of its log
     * @param count how many resources there are
     */
    record CollectionSummary(String name, long revision, long count) {}
}
