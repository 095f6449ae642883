package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.http.wire.RawPeer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A peer that resets its connection while its request is still being looked at. The channel is closed at once, and those
 * who use it are told one task later: the answer comes in between.
 */
class GoneBeforeAnswerTest {

    private static final String HEAD = "GET /v1/orders HTTP/1.1\r\nHost: localhost\r\n";
    private static final String STREAM = HEAD + "Accept: text/event-stream\r\n\r\n";
    private static final String SOCKET = HEAD + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);
    private final Promise<Void> answer = Promise.promise();
    private WatchHost host;

    @BeforeEach
    void start() {
        host = WatchHost.start(WatchOptions.defaults());
        host.feed.answerAfter(answer::future);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SOCKET, STREAM})
    void whatCannotBeAnsweredAnyMoreLeavesNothingBehind(String request) throws InterruptedException {
        RawPeer peer = ask(request);

        holdLoop();
        peer.reset();
        host.vertx.runOnContext(next -> answer.complete()); // before the loop reads the reset
        sent.countDown();

        assertNothingIsLeft();
    }

    @Test
    void aStreamThatIsAnsweredAfterTheResetLeavesNothingBehind() throws InterruptedException {
        RawPeer peer = ask(STREAM);
        host.feed.answerAfter(() -> {
            host.vertx.runOnContext(next -> answer.complete());
            return Future.failedFuture(new IllegalStateException("not for the other one"));
        });

        try (RawPeer other = RawPeer.connect(host.port())) {
            holdLoop();
            other.send(STREAM); // its answer is that of the first, and comes right after the loop has read the reset
            peer.reset();
            sent.countDown();

            assertThat(other.readHead()).startsWith("HTTP/1.1 500 ");
            assertNothingIsLeft();
        }
    }

    private RawPeer ask(String request) {
        RawPeer peer = RawPeer.connect(host.port());
        peer.send(request);
        await().until(() -> host.watching.connections().size() == 1);
        return peer;
    }

    private void assertNothingIsLeft() {
        await().until(() ->
                answer.future().isComplete() && host.watching.connections().size() == 0);
        assertThat(host.metrics.connections).hasValue(0);
        assertThat(host.metrics.subscriptions).hasValue(0);
        assertThat(host.feed.left).hasValue(host.feed.joined.size());
    }

    /** The loop reads nothing until {@code sent}. */
    private void holdLoop() throws InterruptedException {
        host.vertx.runOnContext(busy -> {
            held.countDown();
            hold();
        });
        held.await();
    }

    private void hold() {
        try {
            sent.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
