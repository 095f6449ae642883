package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog;
import dev.tidings.store.CommittedBatch;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A log in memory, for any thread, which can be away. */
class MemoryLog implements ChangeLog {

    private final Map<String, SimStore> stores = new HashMap<>();
    private boolean away;
    private int looks;

    /** Commits one write; a null document deletes. */
    synchronized CommittedBatch commit(String collection, String id, String document) {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(id, document);
        CommittedBatch batch = store(collection).prepare(documents);
        store(collection).commit(batch);
        return batch;
    }

    synchronized void trim(String collection, long upTo) {
        store(collection).trimLog(upTo);
    }

    synchronized void away(boolean now) {
        away = now;
    }

    /** How often the heads were asked for. */
    synchronized int looks() {
        return looks;
    }

    private SimStore store(String collection) {
        return stores.computeIfAbsent(collection, name -> new SimStore(name, new VirtualTime(1)));
    }

    private synchronized <T> Future<T> read(Supplier<T> statement) {
        return away
                ? Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is away."))
                : Future.succeededFuture(statement.get());
    }

    @Override
    public String epoch() {
        return SimStore.EPOCH;
    }

    @Override
    public Future<Marks> marks(String collection) {
        return read(() -> store(collection).marks());
    }

    @Override
    public Future<Heads> heads(Set<String> collections) {
        return read(() -> {
            looks++;
            Map<String, Long> heads = new HashMap<>();
            collections.stream()
                    .filter(stores::containsKey)
                    .forEach(name -> heads.put(name, store(name).head()));
            return new Heads(epoch(), heads);
        });
    }

    @Override
    public Future<LogPage> changes(String collection, long after, long upTo, int maxWeight) {
        return read(() -> store(collection).changes(after, upTo, maxWeight));
    }

    @Override
    public Future<ScanPage> scan(
            String collection, long after, long upTo, boolean tombstones, int limit, int maxWeight) {
        return read(() -> store(collection).scan(after, upTo, tombstones, limit));
    }
}
