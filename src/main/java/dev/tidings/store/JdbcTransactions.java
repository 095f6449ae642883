package dev.tidings.store;

import dev.tidings.model.Change;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Runs requests in a transaction of the database: the ledger reads and writes, the judgement decides. */
final class JdbcTransactions implements Transactions {

    /** How long the answer to a request with an idempotency key is kept. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Ledger ledger;
    private final InstantSource clock;
    private final long maxCollections;

    JdbcTransactions(Ledger ledger, InstantSource clock, long maxCollections) {
        this.ledger = ledger;
        this.clock = clock;
        this.maxCollections = maxCollections;
    }

    @Override
    public Transaction run(List<WriteRequest> requests) {
        long began = System.nanoTime();
        long now = clock.millis();
        Ledger.Entry done = ledger.run(
                requests, now - KEPT.toMillis(), ground -> Judgement.of(requests, ground, now, maxCollections));
        List<Ruling> rulings = done.judgement().rulings();
        Overlay granted = done.judgement().result();
        if (granted.isEmpty()) {
            return new Transaction(rulings, List.of(), false, 0);
        }
        return new Transaction(rulings, batches(granted, done), true, done.committedAt() - began);
    }

    private static List<CommittedBatch> batches(Overlay granted, Ledger.Entry done) {
        return granted.changes().entrySet().stream()
                .map(entry -> batch(entry.getKey(), entry.getValue(), done))
                .toList();
    }

    private static CommittedBatch batch(String collection, List<Change> changes, Ledger.Entry done) {
        return new CommittedBatch(collection, done.epoch(), changes, done.committedAt());
    }
}
