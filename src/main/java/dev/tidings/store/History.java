package dev.tidings.store;

import dev.tidings.store.ChangeLog.Heads;
import java.sql.SQLException;
import java.util.Set;

/** Which history an open store holds. Any thread may ask for the epoch; the rest is for a session's thread. */
interface History {

    /** The epoch as last found. */
    String epoch();

    /** The heads of these collections with their epoch, which is the one of {@link #epoch} from then on. */
    Heads heads(Session session, Set<String> collections) throws SQLException;

    /** Looks whether the history is still the same, and whether the store can be reached at all. */
    void check(Session session) throws SQLException;

    /** Of a store that nobody else can change while it is open. */
    record Fixed(String epoch) implements History {

        @Override
        public Heads heads(Session session, Set<String> collections) throws SQLException {
            return LogReads.heads(session, collections);
        }

        @Override
        public void check(Session session) throws SQLException {
            ListReads.ping(session);
        }
    }
}
