package dev.tidings.http.watch;

import dev.tidings.feed.Slice;
import dev.tidings.feed.Subscriber;
import dev.tidings.http.wire.PeerSocket;
import dev.tidings.metrics.Transport;
import dev.tidings.model.TidingsException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One subscription's frames on a socket, alone there or with its name in each of them. */
final class SocketSubscriber implements Subscriber {

    private final PeerSocket socket;
    private final WatchContext context;
    private final String collection;
    private final String member;
    private final byte[] splice;
    private final Consumer<TidingsException> ended;

    /**
     * A subscription's end of a socket.
     *
     * @param member a further member for each frame, with a comma in front; empty for none
     * @param ended told why the subscription is over, the peer still being to be told
     */
    SocketSubscriber(
            PeerSocket socket,
            WatchContext context,
            String collection,
            String member,
            Consumer<TidingsException> ended) {
        this.socket = socket;
        this.context = context;
        this.collection = collection;
        this.member = member;
        this.splice = member.getBytes(StandardCharsets.UTF_8);
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
    public void subscribed(long revision, long head, boolean reset) {
        socket.send(ControlFrames.subscribed(
                member,
                new ControlFrames.Beginning(
                        collection, context.epoch(), revision, head, context.heartbeatMillis(), reset)));
    }

    @Override
    public void synced(long revision) {
        socket.send(ControlFrames.synced(member, revision));
    }

    @Override
    public void bookmark(long revision) {
        socket.send(ControlFrames.bookmark(member, revision));
    }

    @Override
    public void end(TidingsException reason) {
        ended.accept(reason);
    }
}
