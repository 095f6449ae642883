package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.CuttingProxy.Cut;
import dev.tidings.store.PostgresServer.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are lost in the very commit: what was answered is what is there. */
class UnknownCommitTest {

    private Database database;
    private CuttingProxy proxy;
    private TestStore on;

    @BeforeEach
    void open() throws IOException {
        database = PostgresServer.shared().database();
        proxy = new CuttingProxy(database.server().port());
        on = TestStore.at(database.url(proxy.port()), UnaryOperator.identity());
        on.write(put("orders", "0", "{}"));
    }

    @AfterEach
    void close() throws IOException {
        on.close();
        proxy.close();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsFoundOutToBeMade() {
        proxy.arm(Cut.AFTER);

        Applied applied = on.write(put("orders", "1", "{}"));

        assertThat(applied.revision()).isEqualTo(2);
        assertThat(on.changes("orders")).hasSize(2);
        assertThat(on.committed).hasSize(2);
    }

    @Test
    void aCommitThatNeverArrivedIsAnsweredAsNotApplied() {
        proxy.arm(Cut.BEFORE);

        assertThat(refusal(on.store.write(request(put("orders", "1", "{}")))).code())
                .isEqualTo(Code.UNAVAILABLE);

        assertThat(await(on.store.get("orders", "1"))).isEmpty();
        assertThat(on.write(put("orders", "2", "{}")).revision()).isEqualTo(2);
    }

    /** Once it was answered that nothing was applied, nothing may be, even if the message arrives after all. */
    @Test
    void aCommitThatArrivesAfterItWasGivenUpIsRefused() {
        proxy.arm(Cut.UNDER_WAY);
        assertThat(refusal(on.store.write(request(put("orders", "1", "{}")))).code())
                .isEqualTo(Code.UNAVAILABLE);

        proxy.deliver();

        assertThat(on.write(put("orders", "2", "{}")).revision()).isEqualTo(2);
        assertThat(await(on.store.get("orders", "1"))).isEmpty();
    }

    /** Marks are thrown away in the end, and a mark that is gone looks like a commit that was not made. */
    @Test
    void whatBecameOfACommitOfLongAgoIsNotGuessed() throws SQLException {
        PostgresConnections connections = PostgresConnections.unbounded((PostgresUrl) StoreUrl.parse(database.url()));
        try (PostgresPool pool = new PostgresPool(connections, new PostgresDialect(connections), 1)) {
            CommitOutcome outcome = new CommitOutcome(pool);
            SQLException lost = new SQLException("the connection is lost", "08006");

            assertThat(outcome.isCommitted(UUID.randomUUID(), Instant.now(), lost))
                    .isFalse();
            assertThatThrownBy(() ->
                            outcome.isCommitted(UUID.randomUUID(), Instant.now().minus(Duration.ofMinutes(6)), lost))
                    .isInstanceOfSatisfying(TidingsException.class, told -> assertThat(told.code())
                            .isEqualTo(Code.OUTCOME_UNKNOWN));
        }
    }

    @Test
    void aCollectionIsMadeOrNotAsItIsAnswered() {
        proxy.arm(Cut.AFTER);
        assertThat(on.write(put("items", "1", "{}")).revision()).isEqualTo(1);

        proxy.arm(Cut.BEFORE);
        assertThat(refusal(on.store.write(request(put("others", "1", "{}")))).code())
                .isEqualTo(Code.UNAVAILABLE);

        assertThat(await(on.store.collections()))
                .extracting(ResourceStore.CollectionSummary::name)
                .containsExactly("items", "orders");
    }
}
