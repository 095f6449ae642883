package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.store.PostgresServer.Database;
import io.vertx.core.Future;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SilentSessionsTest {

    private static final Duration BACK = Duration.ofSeconds(5);

    private final Database database = PostgresServer.shared().database();

    /** Requests that were on their way are failed within that time, not only those that come later. */
    @Test
    void deadConnectionsHoldNobodyUpForLong() throws IOException {
        try (ForgetfulProxy proxy = new ForgetfulProxy(PostgresServer.shared().port());
                TestStore on = TestStore.at(database.url(proxy.port()), UnaryOperator.identity())) {
            on.write(put("c0", "first", "{}"));

            proxy.forget();
            List<CompletableFuture<?>> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                requests.add(settled(on.store.write(request(put("c" + i, "1", "{}")))));
                requests.add(settled(on.store.get("c0", "first")));
            }

            assertThat(CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(BACK.toMillis(), TimeUnit.MILLISECONDS);
            Awaitility.await().atMost(BACK).until(() -> settledWell(on.store.write(request(put("c0", "2", "{}")))));
            assertThat(on.changes("c0")).extracting(change -> change.id()).contains("first", "2");
        }
    }

    /**
     * It takes twice as long as a session may be silent. Its backend is active, as that of one who waits for a lock; but
     * nobody waits for a lock for so long.
     */
    @Test
    void whoseStatementTakesLongIsLeftAlone() throws Exception {
        try (TestStore on = TestStore.at(database.url(), UnaryOperator.identity());
                var other = PostgresServer.shared().connect(database.name());
                var statement = other.createStatement()) {
            on.write(put("c0", "first", "{}"));
            statement.execute(
                    """
                    CREATE SEQUENCE writer;
                    CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql
                        AS 'BEGIN PERFORM setval(''writer'', pg_backend_pid()), pg_sleep(4); RETURN new; END';
                    CREATE TRIGGER take_long BEFORE INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION take_long()""");

            assertThat(await(on.store.write(request(put("c0", "2", "{}"))))).isInstanceOf(WriteOutcome.Committed.class);

            String writer = "SELECT FROM pg_stat_activity WHERE pid = (SELECT last_value FROM writer)";
            try (ResultSet backends = statement.executeQuery(writer)) {
                assertThat(backends.next()).as("it is still connected").isTrue();
            }
        }
    }

    /** Else each outage would leave as many connections behind as there were sessions in use. */
    @Test
    void aSessionThatBreaksInUseIsForgottenOnceItIsGivenBack() throws SQLException {
        PostgresConnections connections = PostgresConnections.unbounded((PostgresUrl) StoreUrl.parse(database.url()));
        try (PostgresPool pool = new PostgresPool(connections, new PostgresDialect(connections), 2)) {
            Session session = pool.take();
            assertThat(pool.inUse()).isEqualTo(1);

            assertThatThrownBy(() -> session.prepare("SELECT pg_terminate_backend(pg_backend_pid())")
                            .execute())
                    .isInstanceOf(SQLException.class);
            pool.give(session);

            assertThat(pool.inUse()).isZero();
            pool.give(pool.take());
        }
    }

    private static CompletableFuture<Boolean> settled(Future<?> request) {
        return request.toCompletionStage().toCompletableFuture().handle((done, failure) -> failure == null);
    }

    private static boolean settledWell(Future<?> request) {
        return settled(request).join();
    }
}
