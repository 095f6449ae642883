package dev.tidings.store;

import dev.tidings.model.Change;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;

/** Runs requests in a transaction of the database. On the writer's thread alone. */
final class JdbcTransactions implements Transactions {

    /** How long the answer to a request with an idempotency key is kept. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Session session;
    private final SqlDialect dialect;
    private final InstantSource clock;
    private final long maxCollections;
    private final String epoch;
    private final LongConsumer committedChanges;
    private final GroundReader reader;
    private final RowWriter rows;

    /**
     * Transactions.
     *
     * @param committedChanges told after each commit how many changes it made
     */
    JdbcTransactions(
            Session session,
            SqlDialect dialect,
            InstantSource clock,
            long maxCollections,
            String epoch,
            LongConsumer committedChanges) {
        this.session = session;
        this.dialect = dialect;
        this.clock = clock;
        this.maxCollections = maxCollections;
        this.epoch = epoch;
        this.committedChanges = committedChanges;
        this.reader = new GroundReader(session);
        this.rows = new RowWriter(session);
    }

    @Override
    public Transaction run(List<WriteRequest> requests) {
        long began = System.nanoTime();
        try {
            Transaction done = judgeThenCommit(requests, began);
            committedChanges.accept(done.batches().stream()
                    .mapToLong(batch -> batch.changes().size())
                    .sum());
            return done;
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw dialect.refusal(failure);
        } catch (RuntimeException | Error failure) {
            session.rollBack(failure);
            throw failure;
        }
    }

    private Transaction judgeThenCommit(List<WriteRequest> requests, long began) throws SQLException {
        long now = clock.millis();
        session.begin();
        Ground ground = reader.read(requests, now - KEPT.toMillis());
        Judgement judgement = new Judgement(ground, now, maxCollections);
        List<Ruling> rulings = requests.stream().map(judgement::rule).toList();
        Overlay granted = judgement.result();
        if (granted.isEmpty()) {
            session.commit(); // of nothing
            return new Transaction(rulings, List.of(), false, 0);
        }
        rows.write(granted, ground);
        commit();
        long committedAt = System.nanoTime();
        return new Transaction(rulings, batches(granted, committedAt), true, committedAt - began);
    }

    private void commit() {
        try {
            session.commit();
        } catch (SQLException failure) {
            throw dialect.refusalOfCommit(failure);
        }
    }

    private List<CommittedBatch> batches(Overlay granted, long committedAt) {
        return granted.changes().entrySet().stream()
                .map(entry -> batch(entry.getKey(), entry.getValue(), committedAt))
                .toList();
    }

    private CommittedBatch batch(String collection, List<Change> changes, long committedAt) {
        return new CommittedBatch(collection, epoch, changes, committedAt);
    }
}
