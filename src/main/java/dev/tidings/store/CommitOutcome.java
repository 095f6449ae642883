package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a transaction was committed whose connection was lost in the commit. It writes the transaction's own
 * id: where the first one still runs, the database makes this wait for its end; where it was committed, the id is there;
 * and where this is there first, the other can be committed never more, even if its last message is still on the way.
 */
final class CommitOutcome {

    private static final Logger LOG = LoggerFactory.getLogger(CommitOutcome.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Well before a mark is thrown away: a later look could take that for a commit that was not made. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final String FENCE =
            "INSERT INTO transaction_mark (id, fenced) VALUES (?, true) ON CONFLICT (id) DO NOTHING";

    private static final String LOOK = "SELECT fenced FROM transaction_mark WHERE id = ?";

    private final Sessions sessions;

    CommitOutcome(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Looks until it is known. Blocks.
     *
     * @param since when the transaction began, by the clock on the wall, which also counts while a machine sleeps
     * @return whether it was committed; if not, it never will be
     * @throws TidingsException {@code OUTCOME_UNKNOWN} where it could not be found out in 10 s, or it is too long ago
     */
    boolean isCommitted(UUID mark, Instant since, SQLException why) {
        LOG.warn("a connection was lost in a commit; looking for what became of it", why);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Boolean> committed = look(mark);
            boolean tooLate = Duration.between(since, Instant.now()).compareTo(KEPT) > 0;
            if (committed.isPresent() && !tooLate) {
                LOG.info("that commit was {}", committed.get() ? "made" : "not made");
                return committed.get();
            }
            if (tooLate || System.nanoTime() >= deadline || !pause()) {
                throw TidingsException.of(
                        Code.OUTCOME_UNKNOWN, "The store was lost in the commit; it may have been applied.", why);
            }
        }
    }

    private Optional<Boolean> look(UUID mark) {
        try {
            Session session = sessions.take();
            try {
                session.update(FENCE, mark);
                try (ResultSet row = session.prepare(LOOK, mark).executeQuery()) {
                    return row.next() ? Optional.of(!row.getBoolean(1)) : Optional.empty();
                }
            } finally {
                sessions.give(session);
            }
        } catch (SQLException away) {
            LOG.debug("not known yet", away);
            return Optional.empty();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
