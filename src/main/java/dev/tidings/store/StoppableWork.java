package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that may take long, and is not waited for when the store closes: it fails then as {@code UNAVAILABLE}. */
final class StoppableWork {

    private static final Logger LOG = LoggerFactory.getLogger(StoppableWork.class);

    private static final long PAUSE_MILLIS = 100;

    private final Vertx vertx;
    private final Set<Session> busy = new HashSet<>(); // guarded by itself
    private volatile boolean stopped;

    StoppableWork(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs the work here and now, unless it is stopped. */
    <T> T run(Session session, Lane.Work<T> work) throws SQLException {
        add(session);
        try {
            if (stopped) {
                throw closed(null);
            }
            return work.run(session);
        } catch (SQLException failure) {
            if (stopped) {
                throw closed(failure);
            }
            throw failure;
        } finally {
            remove(session);
        }
    }

    /** Stops all that runs, and what is still to come. Completes when nothing runs any more. */
    Future<Void> stop() {
        stopped = true;
        return vertx.executeBlocking(this::breakOff, false)
                .compose(done -> done
                        ? Future.succeededFuture()
                        : vertx.timer(PAUSE_MILLIS).compose(paused -> stop()));
    }

    /** Whether nothing ran. Work that is between two statements may not notice, so it has to be done again. */
    private boolean breakOff() {
        synchronized (busy) {
            busy.forEach(StoppableWork::breakOff);
            return busy.isEmpty();
        }
    }

    private static void breakOff(Session session) {
        try {
            session.dialect().breakOff(session);
        } catch (SQLException failure) {
            LOG.debug("a session cannot be broken off, or was before", failure);
        }
    }

    private void add(Session session) {
        synchronized (busy) {
            busy.add(session);
        }
    }

    /** Before anybody else can have the session: what they do on it is not to be broken off. */
    private void remove(Session session) {
        synchronized (busy) {
            busy.remove(session);
        }
    }

    private static TidingsException closed(SQLException cause) {
        return TidingsException.of(Code.UNAVAILABLE, "The store is closed.", cause);
    }
}
