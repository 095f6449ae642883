package dev.tidings.bench;

import dev.tidings.store.ChangeLog;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** A log in which nothing was ever written, for what is measured without a store. */
final class EmptyLog implements ChangeLog {

    static final String EPOCH = "bench";

    private static final Marks MARKS = new Marks(0, 0, 0);

    @Override
    public String epoch() {
        return EPOCH;
    }

    @Override
    public Future<Marks> marks(String collection) {
        return Future.succeededFuture(MARKS);
    }

    @Override
    public Future<Heads> heads(Set<String> collections) {
        return Future.failedFuture("There is no store to look at.");
    }

    @Override
    public Future<LogPage> changes(String collection, long after, long upTo, int maxWeight) {
        return Future.succeededFuture(new LogPage(after, after, MARKS, List.of()));
    }

    @Override
    public Future<ScanPage> scan(
            String collection, long after, long upTo, boolean tombstones, int limit, int maxWeight) {
        return Future.succeededFuture(new ScanPage(MARKS, List.of(), false));
    }
}
