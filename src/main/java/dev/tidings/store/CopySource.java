package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a copy reads: one moment of a store, in one transaction. Used by one thread. */
abstract class CopySource implements AutoCloseable {

    private static final String EPOCH = "SELECT epoch FROM store";

    /** What the collections tell of themselves is cheaper than counting. */
    private static final String COUNTS =
            """
            SELECT coalesce(sum(revision - floor), 0), (SELECT count(*) FROM tombstone),
                (SELECT count(*) FROM idempotency), coalesce(sum(resources), 0), count(*)
            FROM collection""";

    private static final String NEW_EPOCH = "UPDATE store SET epoch = ?";

    private final String name;
    private final Session session;
    private final Optional<Transfer> moved;
    private final String epoch;

    /** Within the transaction that all is read in. */
    CopySource(String name, Session session) throws SQLException {
        this.name = name;
        this.session = session;
        this.moved = Transfer.read(session.connection());
        if (moved.isPresent() && moved.get().role() == Transfer.Role.TARGET) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The store " + name + " cannot be copied: " + moved.get().reason() + ".");
        }
        this.epoch = moved.isPresent() ? moved.get().epoch() : readEpoch(session);
    }

    /** Opens a store that is there. It is held for a {@link CopyMode#MOVE} alone. */
    static CopySource open(StoreUrl url, CopyMode mode) throws SQLException, IOException {
        boolean held = mode == CopyMode.MOVE;
        return url instanceof PostgresUrl postgres
                ? PostgresCopySource.open(postgres, held)
                : SqliteCopySource.open(((StoreUrl.File) url), held);
    }

    private static String readEpoch(Session session) throws SQLException {
        try (ResultSet row = session.prepare(EPOCH).executeQuery()) {
            return row.next() ? row.getString(1) : Epochs.make();
        }
    }

    final String name() {
        return name;
    }

    /** The one that it has, or had before it was moved. */
    final String epoch() {
        return epoch;
    }

    /** Where it was moved to; empty where it was not. */
    final Optional<Transfer> moved() {
        return moved;
    }

    final Session session() {
        return session;
    }

    /** How many rows there are of each part. */
    final Map<CopyPart, Long> counts() throws SQLException {
        Map<CopyPart, Long> counts = new EnumMap<>(CopyPart.class);
        try (ResultSet row = session.prepare(COUNTS).executeQuery()) {
            row.next();
            int column = 1;
            for (CopyPart part : CopyPart.values()) { // in their order, as the query has them
                counts.put(part, row.getLong(column));
                column++;
            }
        }
        return counts;
    }

    /** The rows of a part, one after another; never in memory as a whole. */
    final ResultSet rows(CopyPart part, CopyMode mode) throws SQLException {
        return session.stream(part.rows(mode)).executeQuery();
    }

    /**
     * Marks the store as moved and ends the transaction. It gets another epoch as well, so that not even one who takes the
     * mark away goes on under the old one.
     */
    final void leave(Transfer transfer) throws SQLException, IOException {
        String other = Epochs.after(epoch, null);
        session.update(NEW_EPOCH, other);
        transfer.write(session);
        commit(other);
    }

    /** Commits. The epoch is what is left here now. */
    abstract void commit(String epochLeft) throws SQLException, IOException;

    /** Ends the transaction, and lets the store go. */
    @Override
    public abstract void close() throws SQLException, IOException;
}
