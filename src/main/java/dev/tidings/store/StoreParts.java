package dev.tidings.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What a store holds open.
 *
 * @param writer every transaction that writes; as many threads as there may be at once
 * @param readers what REST reads
 * @param log what the feed reads, for all watchers at once: where the logs stand, and what the bus left out
 * @param catchUp what watchers read who begin, each for itself; a crowd of them stops nobody else
 * @param exports reads whole collections
 * @param settle the last work of the writer
 * @param ground what is closed after all else
 */
record StoreParts(
        History history,
        SqlDialect dialect,
        Lane writer,
        Lane readers,
        Lane log,
        Lane catchUp,
        Lane exports,
        Lane.Step settle,
        AutoCloseable ground) {

    /** Closes it all, the writer last and the ground after that. */
    Future<Void> close() {
        return Future.join(List.of(readers.close(), log.close(), catchUp.close(), exports.close()))
                .eventually(() -> writer.step(settle))
                .eventually(writer::close)
                .eventually(this::closeGround)
                .mapEmpty();
    }

    private Future<Void> closeGround() {
        Callable<Void> closing = () -> {
            ground.close();
            return null;
        };
        try {
            return Future.succeededFuture(closing.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }
}
