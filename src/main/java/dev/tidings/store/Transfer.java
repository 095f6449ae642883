package dev.tidings.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps a store closed to servers, as one end of a copy.
 *
 * @param role which end it is
 * @param id of the copy
 * @param epoch of the source, as it was
 * @param peer the other end, without secrets
 */
record Transfer(Role role, String id, String epoch, String peer) {

    enum Role {
        /** It was moved away, for good. */
        SOURCE,
        /** What is in it is not all, or not yet its own. */
        TARGET
    }

    private static final String READ = "SELECT role, id, epoch, peer FROM transfer";
    private static final String CLEAR = "DELETE FROM transfer";
    private static final String WRITE = "INSERT INTO transfer (only_row, role, id, epoch, peer) VALUES (1, ?, ?, ?, ?)";

    /** The one that closes a store; empty where it is open. */
    static Optional<Transfer> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            return row.next()
                    ? Optional.of(new Transfer(
                            Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4)))
                    : Optional.empty();
        }
    }

    /** Closes a store, in the caller's transaction. */
    void write(Session session) throws SQLException {
        clear(session);
        session.update(WRITE, role.name().toLowerCase(Locale.ROOT), id, epoch, peer);
    }

    /** Opens a store, in the caller's transaction. */
    static void clear(Session session) throws SQLException {
        session.update(CLEAR);
    }

    /** Why no server may open it, as the end of a sentence. */
    String reason() {
        return switch (role) {
            case SOURCE -> "it was moved to " + peer + ", which is the store now";
            case TARGET -> "it holds an unfinished copy of " + peer + "; run that copy again";
        };
    }
}
