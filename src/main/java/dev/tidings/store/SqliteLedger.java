package dev.tidings.store;

import dev.tidings.model.TidingsException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Transactions of the one writer of a file. On the writer's thread alone. */
final class SqliteLedger implements Ledger {

    private final Sessions writer;
    private final SqliteDialect dialect;
    private final String epoch;
    private final Progress progress;

    SqliteLedger(Sessions writer, SqliteDialect dialect, String epoch, Progress progress) {
        this.writer = writer;
        this.dialect = dialect;
        this.epoch = epoch;
        this.progress = progress;
    }

    @Override
    public Entry run(List<WriteRequest> requests, long expired, Function<Ground, Judgement> judge) {
        Session session;
        try {
            session = writer.take();
        } catch (SQLException failure) {
            throw dialect.refusalOfWrite(failure);
        }
        try {
            return run(session, requests, expired, judge);
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw dialect.refusalOfWrite(failure);
        } catch (RuntimeException | Error failure) {
            session.rollBack(failure);
            throw failure;
        } finally {
            writer.give(session);
        }
    }

    private Entry run(Session session, List<WriteRequest> requests, long expired, Function<Ground, Judgement> judge)
            throws SQLException {
        session.begin();
        Ground ground = new SqliteGround(session).read(requests, expired);
        Judgement judgement = judge.apply(ground);
        Overlay granted = judgement.result();
        if (granted.isEmpty()) {
            session.commit(); // of nothing
            return new Entry(judgement, epoch, System.nanoTime());
        }
        new SqliteRows(session).write(granted, ground);
        commit(session);
        long committedAt = System.nanoTime();
        progress.add(granted.changes().values().stream().mapToLong(List::size).sum());
        return new Entry(judgement, epoch, committedAt);
    }

    private void commit(Session session) throws TidingsException {
        try {
            session.commit();
        } catch (SQLException failure) {
            throw dialect.refusalOfCommit(failure);
        }
    }
}
