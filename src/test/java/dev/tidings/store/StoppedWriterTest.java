package dev.tidings.store;

import static dev.tidings.store.Stores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.store.PostgresServer.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Another node that stops, for real, between the lock and the commit. */
class StoppedWriterTest {

    private static final Duration AT_MOST = Duration.ofSeconds(3);

    @Test
    void aNodeThatStandsStillHoldsNobodyUpForLong() throws IOException {
        Database database = PostgresServer.shared().database();
        try (TestStore on = TestStore.at(database.url(), UnaryOperator.identity())) {
            on.write(put("orders", "0", "{}"));
            on.write(put("items", "0", "{}"));
            try (ChildWriter child = ChildWriter.start(database.url(), "orders", "child")) {
                assertThat(child.line()).isEqualTo("locked");
                child.signal("STOP");

                long began = System.nanoTime();
                assertThat(on.write(put("items", "1", "{}")).revision()).isEqualTo(2);
                assertThat(on.write(put("orders", "1", "{}")).revision()).isEqualTo(2);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_MOST);

                child.signal("CONT");
                child.goOn();
                assertThat(child.line()).isEqualTo("UNAVAILABLE");
                assertThat(on.changes("orders")).hasSize(2);
            }
        }
    }
}
