package dev.tidings.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trims what is beyond its bounds, every few seconds and as long as there is more. Each step is a short transaction and goes
 * to the end of the writer's lane, so writes come in between.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Lane writer;
    private final Lane readers;
    private final SqlDialect dialect;
    private final Function<String, RetentionPolicy> policies;
    private final InstantSource clock;
    private volatile boolean stopped;

    Retention(Vertx vertx, Lane writer, Lane readers, SqlDialect dialect, StoreOptions options) {
        this.vertx = vertx;
        this.writer = writer;
        this.readers = readers;
        this.dialect = dialect;
        this.policies = options.retention();
        this.clock = options.clock();
    }

    void start() {
        vertx.timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS).onSuccess(due -> {
            if (!stopped) {
                round().onFailure(this::report).onComplete(done -> start());
            }
        });
    }

    private void report(Throwable failure) {
        if (!stopped) {
            LOG.warn("retention goes on later", failure);
        }
    }

    void stop() {
        stopped = true;
    }

    /** Trims all that is beyond its bounds now. */
    Future<Void> round() {
        long now = clock.millis();
        return readers.run(session -> Overdue.find(session, policies, now))
                .compose(overdue -> trim(overdue, now))
                .compose(trimmed ->
                        whileMore(session -> AnswerTrim.step(session, now - JdbcTransactions.KEPT.toMillis())))
                .compose(trimmed -> writer.step(dialect::tidy));
    }

    private Future<Void> trim(List<Overdue> overdue, long now) {
        Future<Void> trimmed = Future.succeededFuture();
        for (Overdue one : overdue) {
            trimmed = trimmed.compose(before -> trim(one, now));
        }
        return trimmed;
    }

    private Future<Void> trim(Overdue overdue, long now) {
        String name = overdue.collection();
        RetentionPolicy policy = policies.apply(name);
        long cutoff = now - policy.tombstones().toMillis();
        Future<Void> log = overdue.log()
                ? whileMore(session -> LogTrim.step(session, name, policy, now))
                : Future.succeededFuture();
        return overdue.tombstones()
                ? log.compose(trimmed -> whileMore(session -> TombstoneTrim.step(session, name, cutoff)))
                : log;
    }

    private Future<Void> whileMore(Lane.Work<Boolean> step) {
        return writer.run(session -> session.transact(inTurn -> dialect.mayTrim(inTurn) && step.run(inTurn)))
                .compose(more -> more && !stopped ? whileMore(step) : Future.succeededFuture());
    }
}
