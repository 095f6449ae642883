package dev.tidings.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** As many sessions as a lane has threads, open as long as the store: whoever takes one always finds one. */
final class OwnSessions implements Sessions {

    private final Queue<Session> idle;

    OwnSessions(List<Session> sessions) {
        this.idle = new ConcurrentLinkedQueue<>(sessions);
    }

    @Override
    public Session take() {
        return idle.remove();
    }

    @Override
    public void give(Session session) {
        idle.add(session);
    }

    @Override
    public void retire() throws SQLException {
        idle.remove().close();
    }
}
