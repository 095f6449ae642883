package dev.tidings.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Frame;
import dev.tidings.feed.Slice;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a peer that was full has room again, and how whoever writes to it is told so. */
class RoomToWriteTest {

    /** More than may wait, and less than the kernel takes at once: so a single write both fills the queue and empties it. */
    private static final int MUCH = RawChannel.HIGH_MARK * 3 / 2;

    private record Told(boolean whileSending, Context context) {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    @ParameterizedTest(name = "native transport {0}")
    @ValueSource(booleans = {true, false})
    void whoWritesIsToldOfRoomOnlyAfterTheWriteAndOnTheConnectionsContext(boolean nativeTransport) throws Exception {
        try (SocketHost host = new SocketHost(SocketOptions.defaults(), nativeTransport, Sender::new);
                RawPeer peer = RawPeer.connect(host.port()).upgrade("/")) {
            peer.sendText("go");
            assertThat(peer.take(RawPeer.TEXT).payload()).hasSize(MUCH);
            Told first = told.poll(10, TimeUnit.SECONDS);
            assertThat(first).isNotNull();
            assertThat(first.whileSending()).isFalse();
            assertThat(first.context()).isNotNull();
        }
    }

    private final class Sender extends SocketHost.Idle {

        private final PeerSocket socket;
        private boolean sending;

        private Sender(PeerSocket socket) {
            this.socket = socket;
        }

        @Override
        public void message(byte[] text) {
            sending = true;
            Frame frame = new Frame(1, "a", TextFrames.frame("x".repeat(MUCH)), 10, 10);
            Chunk chunk = Chunk.of(List.of(frame));
            socket.send(new Slice(List.of(new Slice.Run(chunk, 0, 1))));
            sending = false;
        }

        @Override
        public void writable() {
            told.add(new Told(sending, Vertx.currentContext()));
        }
    }
}
