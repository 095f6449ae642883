package dev.tidings.http.wire;

import static dev.tidings.http.wire.RawPeer.CLOSE;
import static dev.tidings.http.wire.RawPeer.PING;
import static dev.tidings.http.wire.RawPeer.PONG;
import static dev.tidings.http.wire.RawPeer.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.feed.Slice;
import dev.tidings.http.watch.JsonFrames;
import dev.tidings.http.wire.RawPeer.Received;
import dev.tidings.metrics.CloseReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is alive, who is dead, and who is only slow. */
class PeerLifeTest {

    private static final Duration HEARTBEAT = Duration.ofMillis(300);
    private static final Duration GRACE = Duration.ofMillis(300);

    /** Two heartbeats, one turn of the wheel, and the grace for a close that is not answered. */
    private static final Duration DEAD = HEARTBEAT.multipliedBy(2).plus(HEARTBEAT.dividedBy(10));

    private static final Duration SLACK = Duration.ofMillis(500);

    private SocketHost host;

    @AfterEach
    void stop() {
        host.close();
    }

    /** Sends numbered frames as long as there is room, for ever or up to a number. */
    private static class Pump extends SocketHost.Idle {

        private final PeerSocket socket;
        private final long last;
        private final int weight;
        private long next = 1;

        Pump(PeerSocket socket, long last, int weight) {
            this.socket = socket;
            this.last = last;
            this.weight = weight;
        }

        @Override
        public void message(byte[] text) {
            writable();
        }

        @Override
        public void writable() {
            while (next <= last && !socket.isFull()) {
                Slice slice = Chunks.slice(JsonFrames.INSTANCE, next, Math.min(last, next + 9), weight);
                next += 10;
                socket.send(slice);
            }
        }
    }

    private void start(boolean nativeTransport, SocketHost.Use use) {
        SocketOptions options =
                SocketOptions.defaults().withHeartbeat(HEARTBEAT).withCloseGrace(GRACE);
        host = new SocketHost(options, nativeTransport, use);
    }

    @Test
    void aPeerThatAnswersNoPingIsClosedAfterTwoHeartbeats() {
        start(true, socket -> new SocketHost.Idle());
        try (RawPeer peer = RawPeer.connect(host.port()).upgrade("/")) {
            long begin = System.nanoTime();

            assertThat(peer.take().opcode()).isEqualTo(PING);
            Received close = peer.take(CLOSE);

            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(close.closeCode()).isEqualTo(4408);
            assertThat(took).isBetween(HEARTBEAT.multipliedBy(2).minusMillis(50), DEAD.plus(SLACK));
            assertThat(peer.next()).isEmpty();
            assertThat(host.closed).containsExactly(CloseReason.DEAD);
        }
    }

    @Test
    void aPeerThatPongsLives() {
        start(true, socket -> new SocketHost.Idle());
        try (RawPeer peer = RawPeer.connect(host.port()).upgrade("/")) {
            for (int i = 0; i < 8; i++) {
                Received ping = peer.take(PING);
                peer.sendFrame(PONG, true, ping.payload());
            }

            assertThat(host.closed).isEmpty();
        }
    }

    @Test
    void aPeerThatOnlySpeaksAndNeverPongsLives() {
        start(true, socket -> new SocketHost.Idle());
        try (RawPeer peer = RawPeer.connect(host.port()).upgrade("/")) {
            for (int i = 0; i < 8; i++) {
                peer.take(PING);
                peer.sendText("x");
            }

            assertThat(host.closed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLoopThatStoodStillTakesNobodyForDead(boolean nativeTransport) {
        start(nativeTransport, socket -> new SocketHost.Idle());
        try (RawPeer peer = RawPeer.connect(host.port()).upgrade("/")) {
            peer.sendFrame(PONG, true, peer.take(PING).payload());

            host.run(() -> LockSupport.parkNanos(HEARTBEAT.multipliedBy(5).toNanos()));

            for (int i = 0; i < 4; i++) {
                peer.sendFrame(PONG, true, peer.take(PING).payload());
            }
            assertThat(host.closed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerThatTakesNothingOfAFullQueueIsDeadToo(boolean nativeTransport) {
        start(nativeTransport, socket -> new Pump(socket, Long.MAX_VALUE, 2000));
        try (RawPeer peer = RawPeer.connectNarrow(host.port()).upgrade("/")) {
            peer.sendText("go");
            long begin = System.nanoTime();

            await().atMost(10, TimeUnit.SECONDS).until(() -> !host.closed.isEmpty());

            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(host.closed).containsExactly(CloseReason.DEAD);
            assertThat(took).isLessThan(DEAD.plus(SLACK));
            await().atMost(GRACE.plus(SLACK)).until(() -> isReset(peer));
        }
    }

    /** The kernel takes no more either. */
    private void awaitStalled() {
        await().pollInterval(20, TimeUnit.MILLISECONDS)
                .during(100, TimeUnit.MILLISECONDS)
                .until(() -> host.sockets.size() == 1 && host.onLoop(host.sockets.get(0)::isFull));
    }

    /** Reads what is left; true at the end. */
    private static boolean isReset(RawPeer peer) {
        for (int i = 0; i < 10_000; i++) {
            if (peer.read() < 0) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowReaderThatTakesAnythingLivesAndGetsEverythingInOrder(boolean nativeTransport) throws Exception {
        long last = 3000;
        start(nativeTransport, socket -> new Pump(socket, last, 600));
        try (RawPeer peer = RawPeer.connectNarrow(host.port()).upgrade("/")) {
            peer.sendText("go");
            long expected = 1;
            while (expected <= last) {
                Received frame = peer.take(TEXT);
                assertThat(frame.text()).startsWith("{\"type\":\"updated\",\"revision\":" + expected + ",");
                if (expected++ % 4 == 0) {
                    TimeUnit.MILLISECONDS.sleep(5); // this is what it means to be slow: about 500 KB a second, no pongs
                }
            }

            assertThat(host.closed).isEmpty();
        }
    }

    /** The kernel asks for more only after several heartbeats of this. */
    @Test
    void aReaderThatTakesOnlyDropsOfAFullQueueLives() throws Exception {
        SocketOptions options = SocketOptions.defaults().withHeartbeat(Duration.ofSeconds(1));
        host = new SocketHost(options, true, socket -> new Pump(socket, Long.MAX_VALUE, 2000));
        try (RawPeer peer = RawPeer.connectNarrow(host.port()).upgrade("/")) {
            peer.sendText("go");
            for (int drop = 0; drop < 70; drop++) {
                for (int i = 0; i < 500; i++) {
                    peer.read();
                }
                TimeUnit.MILLISECONDS.sleep(100); // this is what it means to be slow: 5 KB a second
            }

            assertThat(host.closed).isEmpty();
        }
    }

    @Test
    void aCloseGetsThroughAFullQueueWithTheConnectionUnderneath() {
        start(true, socket -> new Pump(socket, Long.MAX_VALUE, 2000));
        try (RawPeer peer = RawPeer.connectNarrow(host.port()).upgrade("/")) {
            peer.sendText("go");
            awaitStalled();

            host.run(() -> host.sockets.get(0).close(CloseCode.RESTART, "{}", CloseReason.DRAIN));

            await().until(() -> host.closed.contains(CloseReason.DRAIN));
            await().atMost(GRACE.plus(SLACK)).until(() -> isReset(peer));
        }
    }

    @Test
    void ofPingsThatCameWhileTheQueueWasFullTheNewestIsPonged() {
        AtomicInteger messages = new AtomicInteger();
        start(true, socket -> new Pump(socket, 400, 4000) {
            @Override
            public void message(byte[] text) {
                super.message(text);
                messages.incrementAndGet();
            }
        });
        try (RawPeer peer = RawPeer.connectNarrow(host.port()).upgrade("/")) {
            peer.sendText("go");
            awaitStalled();
            for (int i = 1; i <= 50; i++) {
                peer.sendFrame(PING, true, ("p" + i).getBytes(StandardCharsets.UTF_8));
            }
            peer.sendText("that was the newest one");
            await().until(() -> messages.get() == 2); // nothing was read until then, so the queue is still full

            assertThat(peer.take(PONG).text()).isEqualTo("p50");
        }
    }

    @Test
    void whoAsksForAnswersAndReadsNoneIsClosed() {
        start(true, socket -> new Pump(socket, Long.MAX_VALUE, 2000) {
            @Override
            public void message(byte[] text) {
                super.message(text);
                socket.send("{\"type\":\"pong\"}");
            }
        });
        try (RawPeer peer = RawPeer.connectNarrow(host.port()).upgrade("/")) {
            for (int i = 0; i < 300; i++) {
                peer.sendText("again");
            }

            await().until(() -> host.closed.contains(CloseReason.FLOOD));
        }
    }
}
