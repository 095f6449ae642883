package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresPoolTest {

    private static final int SIZE = 8;

    /** A database that lets nobody in before this time. */
    private static final class Slow extends PGSimpleDataSource {

        private static final long serialVersionUID = 1L;
        private static final long MILLIS = 400;

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            try {
                assertThat(new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS))
                        .isFalse();
            } catch (InterruptedException closed) {
                throw new SQLException(closed);
            }
            return super.getConnection(user, password);
        }
    }

    @Test
    void aDatabaseThatLetsInOneAfterTheOtherIsNotTakenForOneThatIsAway() throws Exception {
        Slow slow = new Slow();
        slow.setUrl("jdbc:" + PostgresServer.shared().database().url().replaceFirst("//[^@]*@", "//"));
        slow.setUser("postgres");
        ExecutorService crowd = Executors.newFixedThreadPool(SIZE);
        try (PostgresPool pool = new PostgresPool(slow, new PostgresDialect(slow), SIZE)) {
            List<Future<Session>> taken = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                taken.add(crowd.submit(pool::take));
            }
            List<Session> sessions = new ArrayList<>();
            for (Future<Session> session : taken) {
                sessions.add(session.get(30, TimeUnit.SECONDS));
            }
            sessions.forEach(pool::give);
        } finally {
            crowd.shutdownNow();
        }
    }
}
