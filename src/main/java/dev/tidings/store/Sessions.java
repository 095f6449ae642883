package dev.tidings.store;

import java.sql.SQLException;

/** Where sessions come from. Safe for many threads; each call blocks until there is a session, or it is known that none is. */
interface Sessions {

    Session take() throws SQLException;

    /** Gives a session back; whatever state it is left in is the business of whoever takes it back. */
    void give(Session session);

    /** Called once for each thread of a lane when it closes, after all of the lane's work. */
    void retire() throws SQLException;
}
