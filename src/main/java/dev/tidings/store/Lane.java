package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named worker executor whose threads each find a session when they want one. So what one lane is busy with does not hold
 * up another, and what waits for it is bounded.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MAX_WAITING = 20_000;

    /** Work with a session; it blocks, and so runs on a lane. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Work that has no result. */
    @FunctionalInterface
    interface Step {
        void run(Session session) throws SQLException;
    }

    private final WorkerExecutor executor;
    private final SqlDialect dialect;
    private final Sessions sessions;
    private final int threads;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    Lane(Vertx vertx, String name, SqlDialect dialect, Sessions sessions, int threads) {
        this.executor = vertx.createSharedWorkerExecutor("tidings-store-" + name, threads);
        this.dialect = dialect;
        this.sessions = sessions;
        this.threads = threads;
    }

    /** Runs the work in its turn; the future completes on the caller's context. */
    <T> Future<T> run(Work<T> work) {
        if (closed.get()) {
            return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is closed."));
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is busy; try again later."));
        }
        return executor.executeBlocking(() -> withSession(work), false);
    }

    /** Runs a step in its turn. */
    Future<Void> step(Step step) {
        return run(session -> {
            step.run(session);
            return null;
        });
    }

    /** Runs tasks in their turn which take sessions themselves, if they want any. */
    Executor tasks() {
        return task -> executor.executeBlocking(
                        () -> {
                            task.run();
                            return null;
                        },
                        false)
                .onFailure(failure -> LOG.error("a task of the store failed", failure));
    }

    Sessions sessions() {
        return sessions;
    }

    /** Closes the sessions after all work that was taken in. */
    Future<Void> close() {
        if (closed.getAndSet(true)) {
            return Future.succeededFuture();
        }
        List<Future<Void>> closings = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            closings.add(executor.executeBlocking(this::retireOne, false));
        }
        return Future.join(closings).eventually(executor::close).mapEmpty();
    }

    private <T> T withSession(Work<T> work) {
        waiting.decrementAndGet();
        try {
            Session session = sessions.take();
            try {
                return work.run(session);
            } finally {
                sessions.give(session);
            }
        } catch (SQLException failure) {
            throw dialect.refusal(failure);
        }
    }

    private Void retireOne() throws SQLException {
        sessions.retire();
        return null;
    }
}
