package dev.tidings.store;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a store holds open.
 *
 * @param writer one thread, one session: every transaction that writes
 * @param readers what REST reads
 * @param catchUp what watchers read who are behind; a crowd of them stops nobody else
 * @param exports reads whole collections
 */
record StoreParts(
        String epoch, StoreLock lock, SqlDialect dialect, Lane writer, Lane readers, Lane catchUp, Lane exports) {

    /** Closes it all, the writer last and the lock after that. */
    Future<Void> close() {
        return Future.join(List.of(readers.close(), catchUp.close(), exports.close()))
                .eventually(this::settle)
                .eventually(writer::close)
                .eventually(this::unlock)
                .mapEmpty();
    }

    private Future<Void> settle() {
        return writer.run(session -> {
            dialect.settle(session);
            return null;
        });
    }

    private Future<Void> unlock() {
        try {
            lock.close();
            return Future.succeededFuture();
        } catch (IOException failure) {
            return Future.failedFuture(new UncheckedIOException(failure));
        }
    }
}
