package dev.tidings.store;

import dev.tidings.filter.Filter;
import dev.tidings.model.Resource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store over a database: writes go through the {@link WriteQueue}, and each read is one statement on the lane that it
 * belongs to. Made by {@link #open}; whoever opens it closes it.
 */
public final class JdbcStore implements ResourceStore, ChangeLog {

    private final StoreParts parts;
    private final WriteQueue queue;
    private final PageReads pages;
    private final Spool spool;
    private final Retention retention;
    private Future<Void> closing;

    JdbcStore(StoreParts parts, WriteQueue queue, PageReads pages, Spool spool, Retention retention) {
        this.parts = parts;
        this.queue = queue;
        this.pages = pages;
        this.spool = spool;
        this.retention = retention;
    }

    /**
     * Opens a store, and makes it where there is none. Where that cannot be done, fails with a {@code TidingsException}
     * whose detail is one line for the operator.
     */
    public static Future<JdbcStore> open(Vertx vertx, StoreOptions options) {
        return vertx.executeBlocking(() -> StoreOpening.open(vertx, options));
    }

    @Override
    public String epoch() {
        return parts.history().epoch();
    }

    @Override
    public Future<WriteOutcome> write(WriteRequest request) {
        return queue.submit(request);
    }

    @Override
    public Future<Optional<Resource>> get(String collection, String id) {
        return parts.readers().run(session -> ListReads.get(session, collection, id));
    }

    @Override
    public Future<ResourcePage> list(ListQuery query) {
        return parts.readers().run(session -> pages.list(session, query));
    }

    @Override
    public Future<List<CollectionSummary>> collections() {
        return parts.readers().run(ListReads::collections);
    }

    @Override
    public Future<Export> export(String collection, Filter filter) {
        return spool.export(collection, filter);
    }

    @Override
    public Future<Void> check() {
        return parts.readers().step(parts.history()::check);
    }

    @Override
    public Future<Marks> marks(String collection) {
        return parts.catchUp().run(session -> LogReads.marks(session, collection));
    }

    @Override
    public Future<Heads> heads(Set<String> collections) {
        Set<String> names = Set.copyOf(collections);
        return parts.log().run(session -> parts.history().heads(session, names));
    }

    @Override
    public Future<LogPage> changes(String collection, long after, long upTo, int maxWeight) {
        return parts.log().run(session -> LogReads.changes(session, collection, after, upTo, maxWeight));
    }

    @Override
    public Future<ScanPage> scan(
            String collection, long after, long upTo, boolean tombstones, int limit, int maxWeight) {
        return parts.catchUp()
                .run(session -> ScanReads.scan(session, collection, after, upTo, tombstones, limit, maxWeight));
    }

    @Override
    public Future<ScanPage> scanOne(
            String collection, String id, long after, long upTo, boolean tombstones, int limit, int maxWeight) {
        return parts.catchUp().run(session -> ScanReads.scanOne(session, collection, id, after, upTo, tombstones));
    }

    /**
     * Takes nothing more in, finishes what was taken in but for exports, which fail, and lets the database go. May be called
     * more than once.
     */
    public synchronized Future<Void> close() {
        if (closing == null) {
            retention.stop();
            closing = Future.join(queue.close(), spool.stop())
                    .eventually(parts::close)
                    .mapEmpty();
        }
        return closing;
    }

    /** A round of retention now, for tests that do not wait for the timer. */
    Future<Void> trim() {
        return retention.round();
    }
}
