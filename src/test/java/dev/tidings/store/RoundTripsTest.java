package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how many round trips a transaction on PostgreSQL keeps its collection locked: the way there costs more than the work. */
class RoundTripsTest {

    private static final Idempotency.Answers ANSWERS = new Idempotency.Answers() {
        @Override
        public String success(List<Applied> results) {
            return "done";
        }

        @Override
        public Optional<String> refusal(TidingsException refusal) {
            return Optional.empty();
        }
    };

    private CountingProxy proxy;
    private TestStore on;

    @BeforeEach
    void open() throws IOException {
        PostgresServer.Database database = PostgresServer.shared().database();
        proxy = new CountingProxy(database.server().port());
        on = TestStore.at(database.url(proxy.port()), UnaryOperator.identity());
        on.write(put("orders", "0", "{}"));
    }

    @AfterEach
    void close() throws IOException {
        on.close();
        proxy.close();
    }

    @Test
    void oneReadsAndOneWrites() {
        on.write(put("orders", "1", "{}"));
        assertThat(proxy.roundTrips()).isEqualTo(2);
    }

    @Test
    void theAnswersThatAreKeptAreReadAndWrittenAlong() {
        Idempotency key = new Idempotency("", "POST", "/v1/orders", "key", "hash", ANSWERS);
        await(on.store.write(new WriteRequest(List.of(put("orders", "1", "{}")), key)));
        assertThat(proxy.roundTrips()).isEqualTo(2);
    }
}
