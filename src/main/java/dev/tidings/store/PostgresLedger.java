package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.PostgresHistory.Expectation;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions on PostgreSQL, in two round trips: one begins, locks and reads; one writes and commits. Several threads may
 * run one each at the same time, and several nodes: the rows' locks decide.
 */
final class PostgresLedger implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLedger.class);
    private static final int TRIES = 5;

    private final Sessions sessions;
    private final PostgresDialect dialect;
    private final PostgresHistory history;
    private final CommitOutcome outcome;

    PostgresLedger(Sessions sessions, PostgresDialect dialect, PostgresHistory history) {
        this.sessions = sessions;
        this.dialect = dialect;
        this.history = history;
        this.outcome = new CommitOutcome(sessions);
    }

    @Override
    public Entry run(List<WriteRequest> requests, long expired, Function<Ground, Judgement> judge) {
        Named named = Named.of(requests);
        for (int tries = 1; ; tries++) {
            try {
                Optional<Entry> entry = attempt(named, expired, judge, false);
                return entry.isPresent()
                        ? entry.get()
                        : attempt(named, expired, judge, true).orElseThrow();
            } catch (SQLException failure) {
                if (tries == TRIES || !PostgresDialect.isWorthRepeating(failure)) {
                    throw dialect.refusalOfWrite(failure);
                }
                LOG.debug("another transaction was in the way, this one is begun again", failure);
            }
        }
    }

    /** Runs it, unless it makes a collection where it may not: then nothing happens, and the result is empty. */
    private Optional<Entry> attempt(Named named, long expired, Function<Ground, Judgement> judge, boolean making)
            throws SQLException {
        UUID mark = UUID.randomUUID();
        Instant since = Instant.now();
        Entry entry;
        SQLException open;
        Session session = sessions.take();
        try {
            PostgresGround read = read(session, named, expired, making);
            Judgement judgement = judge.apply(read.ground());
            Overlay granted = judgement.result();
            boolean makes = granted.changes().keySet().stream()
                    .anyMatch(name -> !read.ground().head(name).exists());
            entry = new Entry(judgement, read.epoch() == null ? history.epoch() : read.epoch(), System.nanoTime());
            if (granted.isEmpty() || (makes && !making)) {
                session.prepare("ROLLBACK").execute();
                return granted.isEmpty() ? Optional.of(entry) : Optional.empty();
            }
            open = commit(session, new PostgresRows(granted, read.ground(), expired), mark);
        } catch (SQLException | RuntimeException | Error failure) {
            session.rollBack(failure);
            throw failure;
        } finally {
            sessions.give(session);
        }
        if (open != null && !outcome.isCommitted(mark, since, open)) {
            throw TidingsException.of(Code.UNAVAILABLE, "The store was lost. Nothing was applied.", open);
        }
        return Optional.of(committed(entry));
    }

    private PostgresGround read(Session session, Named named, long expired, boolean making) throws SQLException {
        Expectation expected = history.expect(new HashSet<>(named.collections()));
        PostgresGround read = PostgresGround.read(session, named, expired, making);
        String epoch = read.epoch() == null ? history.epoch() : read.epoch();
        if (!expected.holds(epoch, read.revisions())) {
            session.prepare("ROLLBACK").execute();
            history.check(session);
            throw new SQLException("the store is of another history than it was", "40001");
        }
        return read;
    }

    /** The failure that leaves open whether it was committed; null where it was. */
    private static SQLException commit(Session session, PostgresRows rows, UUID mark) throws SQLException {
        try {
            rows.commit(session, mark);
            return null;
        } catch (SQLException failure) {
            if (PostgresDialect.leavesOutcomeOpen(failure)) {
                return failure;
            }
            throw failure;
        } catch (Error fault) {
            return new SQLException("the server failed in the commit", "08007", fault);
        }
    }

    private Entry committed(Entry entry) {
        Entry now = new Entry(entry.judgement(), entry.epoch(), System.nanoTime());
        now.judgement()
                .result()
                .changes()
                .forEach((name, changes) -> history.saw(
                        now.epoch(), name, changes.get(changes.size() - 1).revision()));
        return now;
    }
}
