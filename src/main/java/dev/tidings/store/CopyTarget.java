package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Transfer.Role;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What a copy writes to. Nobody else copies into it at the same time. Used by one thread. */
abstract class CopyTarget implements AutoCloseable {

    private static final String EPOCH = "SELECT epoch FROM store";
    private static final String COLLECTION = "SELECT name FROM collection LIMIT 1";

    private final String name;
    private final Session session;

    CopyTarget(String name, Session session) {
        this.name = name;
        this.session = session;
    }

    /** Opens a store, and makes it where there is none. */
    static CopyTarget open(StoreUrl url) throws SQLException, IOException {
        return url instanceof PostgresUrl postgres
                ? PostgresCopyTarget.open(postgres)
                : SqliteCopyTarget.open((StoreUrl.File) url);
    }

    final String name() {
        return name;
    }

    final Session session() {
        return session;
    }

    /** What it is closed by. */
    final Optional<Transfer> transfer() throws SQLException {
        return Transfer.read(session.connection());
    }

    final Optional<String> epoch() throws SQLException {
        try (ResultSet row = session.prepare(EPOCH).executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /**
     * Closes it to servers; whatever a broken copy of the same source left in it goes. Its epoch becomes one that nobody
     * knows, so that a node that has it open finds out.
     *
     * @throws TidingsException where something else is in it
     */
    final void reserve(Transfer transfer) throws SQLException {
        session.transact(writer -> {
            lock();
            requireFree(transfer);
            empty();
            setEpoch(Epochs.make());
            transfer.write(writer);
            return null;
        });
    }

    private void requireFree(Transfer coming) throws SQLException {
        Optional<Transfer> there = transfer();
        if (there.isPresent()) {
            boolean same =
                    there.get().role() == Role.TARGET && there.get().epoch().equals(coming.epoch());
            if (!same) {
                throw notFree(there.get().reason());
            }
            return;
        }
        try (ResultSet row = session.prepare(COLLECTION).executeQuery()) {
            if (row.next()) {
                throw notFree("there are collections in it, " + row.getString(1) + " for one");
            }
        }
    }

    private TidingsException notFree(String why) {
        return TidingsException.of(
                Code.UNAVAILABLE, "A copy needs an empty store, but " + name + " is none: " + why + ".");
    }

    /** Opens it to servers, under this epoch: the first one to open it finds it as its own. */
    final void release(String epoch) throws SQLException, IOException {
        beforeRelease(epoch);
        session.transact(writer -> {
            setEpoch(epoch);
            Transfer.clear(writer);
            return null;
        });
    }

    /** In a transaction: waits for who writes, and keeps others from it until the transaction ends. */
    abstract void lock() throws SQLException;

    /** Takes all rows out of it, in a transaction. */
    abstract void empty() throws SQLException;

    /** Notes the epoch and that it belongs to this very database, in a transaction. */
    abstract void setEpoch(String epoch) throws SQLException;

    /** What has to be there before the target is open. */
    abstract void beforeRelease(String epoch) throws SQLException, IOException;

    abstract CopySink sink(CopyPart part) throws SQLException;

    @Override
    public abstract void close() throws SQLException, IOException;
}
