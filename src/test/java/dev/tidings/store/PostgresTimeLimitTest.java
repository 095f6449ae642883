package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long statements may take, and that a session that is given back has its bounds again. */
class PostgresTimeLimitTest {

    private PostgresUrl url;
    private PostgresConnections connections;
    private PostgresPool pool;

    @BeforeEach
    void open() throws SQLException {
        url = (PostgresUrl) StoreUrl.parse(PostgresServer.shared().database().url());
        PostgresDialect dialect = new PostgresDialect(PostgresConnections.opening(url));
        Migrations.run(dialect, url.toString());
        connections = PostgresConnections.bounded(url, new PostgresHistory("test"));
        pool = new PostgresPool(connections, dialect, 1);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void theDatabaseItselfEndsWhatTakesTooLong() throws SQLException {
        Session session = pool.take();
        long start = System.nanoTime();

        assertThatThrownBy(() -> session.until(
                        Deadline.in(Duration.ofMillis(200)), limited -> text(limited, "SELECT pg_sleep(9)")))
                .isInstanceOfSatisfying(TidingsException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(refusal.detail()).contains("took too long");
                    assertThat(refusal).hasCauseInstanceOf(SQLException.class);
                });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        pool.give(session);

        assertThat(timeout()).isEqualTo("10s");
    }

    @Test
    void anExportMayTakeLongerUntilItIsDone() throws SQLException {
        Session session = pool.take();
        int before = session.connection().getNetworkTimeout();
        session.dialect().takeTime(session);

        assertThat(text(session, "SHOW statement_timeout")).isEqualTo("10min");
        assertThat(session.connection().getNetworkTimeout()).isGreaterThan(600_000);
        pool.give(session);

        assertThat(timeout()).isEqualTo("10s");
        Session again = pool.take();
        assertThat(again.connection().getNetworkTimeout()).isEqualTo(before);
        pool.give(again);
    }

    /** As the database and the driver themselves tell them, of a session as requests get it. */
    @Test
    void everySessionIsBounded() throws SQLException {
        Session session = pool.take();

        assertThat(text(session, "SHOW idle_in_transaction_session_timeout")).isEqualTo("2s");
        assertThat(text(session, "SHOW lock_timeout")).isEqualTo("3s");
        assertThat(text(session, "SHOW statement_timeout")).isEqualTo("10s");
        assertThat(text(session, "SHOW jit")).isEqualTo("off");
        assertThat(session.connection().getNetworkTimeout()).isEqualTo(15_000);
        assertThat(connections.getTcpKeepAlive()).isTrue();
        assertThat(connections.getConnectTimeout()).isEqualTo(2);
        pool.give(session);
    }

    @Test
    void oneThatOpensAStoreMayTakeLongButIsNotSilentForLong() throws SQLException {
        try (Session session = session(PostgresConnections.opening(url))) {
            assertThat(text(session, "SHOW statement_timeout")).isEqualTo("0");
            assertThat(session.connection().getNetworkTimeout()).isZero();
            assertThat(text(session, "SHOW idle_session_timeout")).isEqualTo("10s");
            assertThat(text(session, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("10s");
            assertFindsLostPeers(session);
        }
    }

    @Test
    void oneThatCopiesMayTakeLongAndBeSilent() throws SQLException {
        try (Session session = session(PostgresConnections.unbounded(url))) {
            assertThat(text(session, "SHOW statement_timeout")).isEqualTo("0");
            assertThat(session.connection().getNetworkTimeout()).isZero();
            assertThat(text(session, "SHOW idle_session_timeout")).isEqualTo("0");
            assertThat(text(session, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("0");
            assertFindsLostPeers(session);
        }
    }

    /** As its socket has it; the numbers are asked for without their units. */
    private static void assertFindsLostPeers(Session session) throws SQLException {
        long idle = setting(session, "tcp_keepalives_idle");
        long probes = setting(session, "tcp_keepalives_interval") * setting(session, "tcp_keepalives_count");
        assertThat(idle + probes).isBetween(5L, 15L);
        assertThat(setting(session, "tcp_user_timeout")).isEqualTo(15_000);
    }

    private static long setting(Session session, String name) throws SQLException {
        return Long.parseLong(text(session, "SELECT setting FROM pg_settings WHERE name = '" + name + "'"));
    }

    private static Session session(PostgresConnections connections) throws SQLException {
        return new Session(connections.getConnection(), new PostgresDialect(connections));
    }

    private String timeout() throws SQLException {
        Session session = pool.take();
        try {
            return text(session, "SHOW statement_timeout");
        } finally {
            pool.give(session);
        }
    }

    private static String text(Session session, String query) throws SQLException {
        try (ResultSet row = session.prepare(query).executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
