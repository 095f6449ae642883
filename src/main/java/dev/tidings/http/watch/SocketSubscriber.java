package dev.tidings.http.watch;

import dev.tidings.feed.Slice;
import dev.tidings.feed.Subscriber;
import dev.tidings.http.watch.ControlFrame.About;
import dev.tidings.http.watch.ControlFrame.Beginning;
import dev.tidings.http.wire.PeerSocket;
import dev.tidings.metrics.Transport;
import dev.tidings.model.TidingsException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One subscription's frames on a socket, alone there or with its name in each of them. */
final class SocketSubscriber implements Subscriber {

    private final PeerSocket socket;
    private final WatchContext context;
    private final SocketFormat format;
    private final About about;
    private final byte[] splice;
    private final Runnable begun;
    private final Consumer<TidingsException> ended;
    private String epoch;

    /**
     * A subscription's end of a socket.
     *
     * @param about what it watches, and the member that its frames carry
     * @param begun told when the peer has been told where it begins
     * @param ended told why the subscription is over, the peer still being to be told
     */
    SocketSubscriber(
            PeerSocket socket,
            WatchContext context,
            SocketFormat format,
            About about,
            Runnable begun,
            Consumer<TidingsException> ended) {
        this.socket = socket;
        this.context = context;
        this.format = format;
        this.about = about;
        this.splice = about.member().getBytes(StandardCharsets.UTF_8);
        this.begun = begun;
        this.ended = ended;
    }

    @Override
    public boolean isFull() {
        return socket.isFull();
    }

    @Override
    public void frames(Slice slice) {
        socket.send(slice, splice);
        context.metrics().sent(Transport.WEBSOCKET, slice.size());
    }

    @Override
    public void subscribed(String ofEpoch, long revision, long head, boolean reset) {
        epoch = ofEpoch;
        send(ControlFrame.subscribed(about, new Beginning(epoch, revision, head, context.heartbeatMillis(), reset)));
        begun.run();
    }

    @Override
    public void synced(long revision) {
        send(ControlFrame.synced(about, revision));
    }

    @Override
    public void bookmark(long revision) {
        send(ControlFrame.bookmark(about, revision));
    }

    @Override
    public void end(TidingsException reason) {
        ended.accept(reason);
    }

    private void send(ControlFrame frame) {
        socket.send(format.control(epoch, frame));
    }
}
