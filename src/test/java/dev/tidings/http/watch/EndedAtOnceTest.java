package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.wire.RawPeer;
import dev.tidings.metrics.CloseReason;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subscription that was let in and fails while it begins, before anything else was done for its connection. */
class EndedAtOnceTest {

    private WatchHost host;

    @BeforeEach
    void start() {
        AtomicInteger asked = new AtomicInteger();
        host = WatchHost.start(WatchOptions.defaults());
        host.feed.answerAfter(() -> asked.incrementAndGet() == 1
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("fails when it begins")));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aSocketLeavesNothingBehind() {
        try (RawPeer peer = host.watch("/v1/orders")) {
            assertThat(peer.take().text()).contains("\"type\":\"error\"");
            assertNothingIsLeft();
        }
    }

    @Test
    void aStreamLeavesNothingBehind() {
        try (RawPeer peer = RawPeer.connect(host.port())) {
            EventReader events = EventReader.open(peer, "/v1/orders");
            assertThat(events.take()).isEqualTo("retry: 2000");
            assertThat(events.take()).startsWith("event: problem\n");
            assertNothingIsLeft();
        }
    }

    private void assertNothingIsLeft() {
        await().until(() -> host.metrics.reasons.contains(CloseReason.ENDED));
        await().until(() -> host.watching.connections().size() == 0);
        assertThat(host.metrics.connections).hasValue(0);
        assertThat(host.metrics.subscriptions).hasValue(0);
        assertThat(host.feed.left).hasValue(host.feed.joined.size());
    }
}
