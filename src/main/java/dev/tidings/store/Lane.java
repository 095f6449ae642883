package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A named worker executor with as many sessions as threads: whoever runs on it always finds one free. So what one lane is
 * busy with does not hold up another, and what waits for it is bounded.
 */
final class Lane {

    /** Work with a session; it blocks, and so runs on a lane. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    private final WorkerExecutor executor;
    private final SqlDialect dialect;
    private final int size;
    private final int maxWaiting;
    private final Queue<Session> idle;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    Lane(Vertx vertx, String name, SqlDialect dialect, List<Session> sessions, int maxWaiting) {
        this.executor = vertx.createSharedWorkerExecutor(name, sessions.size());
        this.dialect = dialect;
        this.size = sessions.size();
        this.maxWaiting = maxWaiting;
        this.idle = new ConcurrentLinkedQueue<>(sessions);
    }

    /** Runs the work in its turn; the future completes on the caller's context. */
    <T> Future<T> run(Work<T> work) {
        if (closed.get()) {
            return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is closed."));
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is busy; try again later."));
        }
        return executor.executeBlocking(() -> withSession(work), false);
    }

    /** Closes the sessions after all work that was taken in. */
    Future<Void> close() {
        if (closed.getAndSet(true)) {
            return Future.succeededFuture();
        }
        List<Future<Void>> closings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            closings.add(executor.executeBlocking(this::closeOne, false));
        }
        return Future.join(closings).eventually(executor::close).mapEmpty();
    }

    private <T> T withSession(Work<T> work) {
        waiting.decrementAndGet();
        Session session = idle.remove();
        try {
            return work.run(session);
        } catch (SQLException failure) {
            throw dialect.refusal(failure);
        } finally {
            idle.add(session);
        }
    }

    private Void closeOne() throws SQLException {
        idle.remove().close();
        return null;
    }
}
