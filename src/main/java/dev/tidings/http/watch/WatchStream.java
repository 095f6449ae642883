package dev.tidings.http.watch;

import dev.tidings.feed.Slice;
import dev.tidings.feed.Subscriber;
import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.watch.ControlFrame.About;
import dev.tidings.http.watch.ControlFrame.Beginning;
import dev.tidings.http.wire.Heartbeats;
import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Transport;
import dev.tidings.model.TidingsException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Optional;

/** One subscription as server-sent events, over HTTP/1.1 or HTTP/2. All calls come on the connection's event loop. */
final class WatchStream implements Subscriber, Heartbeats.Member, Connections.Member {

    /** How long a client waits before it connects again, in milliseconds, where nothing else was said. */
    private static final long RETRY = 2_000;

    /** What waits is looked at once a heartbeat, so that a dead peer is found within three. */
    private static final int PATIENCE = 2;

    private static final int KERNEL_PATIENCE = 3;

    private final HttpServerResponse response;
    private final HttpServerRequest request;
    private final WatchContext context;
    private final Connections.Seat seat;
    private final About about;
    private final StreamOutlet outlet;
    private String epoch;
    private Heartbeats.Seat beat;
    private Watch watch;
    private boolean closed;
    private Optional<Long> cutTimer = Optional.empty();

    private WatchStream(HttpServerRequest request, WatchContext context, Connections.Seat seat, About about) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.seat = seat;
        this.about = about;
        Duration silence = context.options().heartbeat().multipliedBy(KERNEL_PATIENCE);
        this.outlet = new StreamOutlet(request, this::room, silence);
    }

    /** Answers a request with a stream, on its event loop. */
    static void open(HttpServerRequest request, WatchContext context, Connections.Seat seat, WatchRequest wanted) {
        putHead(request);
        if (request.method().equals(HttpMethod.HEAD) || !StreamOutlet.isReachable(request)) {
            seat.leave(CloseReason.PEER);
            request.response().end();
            return;
        }
        WatchStream stream = new WatchStream(request, context, seat, new About(wanted.collection(), ""));
        seat.open(context.vertx().getOrCreateContext(), stream);
        stream.beat = context.heartbeats().join(stream, PATIENCE);
        stream.response.closeHandler(gone -> stream.leave(CloseReason.PEER));
        stream.response.exceptionHandler(broken -> stream.leave(CloseReason.LOST));
        stream.write(EventStreamFrames.retry(RETRY));
        stream.begin(wanted);
    }

    private static void putHead(HttpServerRequest request) {
        request.response()
                .setChunked(request.version() == HttpVersion.HTTP_1_1)
                .putHeader("Content-Type", Accepts.EVENTS)
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Incremental", "?1");
    }

    private void begin(WatchRequest wanted) {
        watch = new Watch(context, wanted.view(EventStreamFrames.INSTANCE), wanted.spec(), this);
        context.metrics().subscribed();
        watch.begin();
    }

    @Override
    public boolean isFull() {
        return closed || outlet.isFull();
    }

    @Override
    public void frames(Slice slice) {
        if (!closed) {
            response.write(context.buffers().of(slice));
            context.metrics().sent(Transport.SSE, slice.size());
            watchIfFull();
        }
    }

    @Override
    public void subscribed(String ofEpoch, long revision, long head, boolean reset) {
        epoch = ofEpoch;
        write(EventStreamFrames.event(
                "subscribed",
                ControlFrame.subscribed(about, new Beginning(epoch, revision, head, context.heartbeatMillis(), reset))
                        .json()));
    }

    @Override
    public void synced(long revision) {
        write(EventStreamFrames.event(
                "synced", epoch, revision, ControlFrame.synced(about, revision).json()));
    }

    @Override
    public void bookmark(long revision) {
        write(EventStreamFrames.event(
                "bookmark",
                epoch,
                revision,
                ControlFrame.bookmark(about, revision).json()));
    }

    @Override
    public void end(TidingsException reason) {
        write(EventStreamFrames.event(
                "problem", ControlFrame.error(about, reason).json()));
        finish(CloseReason.ENDED);
    }

    @Override
    public void beat() {
        outlet.ping(beat::heard);
    }

    @Override
    public void tick() {
        watch.tick();
    }

    @Override
    public boolean hasTaken() {
        return outlet.hasTaken();
    }

    @Override
    public void dead() {
        leave(CloseReason.DEAD);
        outlet.cut();
    }

    @Override
    public void drain(long retryAfterMillis) {
        write(EventStreamFrames.retry(retryAfterMillis));
        finish(CloseReason.DRAIN);
    }

    private void room() {
        if (!closed) {
            watch.drained();
        }
    }

    private void write(String event) {
        if (!closed) {
            response.write(event);
            watchIfFull();
        }
    }

    private void watchIfFull() {
        if (outlet.isFull()) {
            beat.watch();
        }
    }

    /** Ends the stream behind what waits, and the connection underneath where that takes too long. */
    private void finish(CloseReason why) {
        if (closed) {
            return;
        }
        leave(why);
        long grace = Math.max(1, context.options().sockets().closeGrace().toMillis());
        cutTimer = Optional.of(context.vertx().setTimer(grace, late -> outlet.cut()));
        response.end().onComplete(ended -> {
            cutTimer.ifPresent(context.vertx()::cancelTimer);
            if (request.version() != HttpVersion.HTTP_2) {
                request.connection().close();
            }
        });
    }

    private void leave(CloseReason why) {
        if (!closed) {
            closed = true;
            beat.leave();
            watch.close();
            context.metrics().unsubscribed();
            seat.leave(why);
        }
    }
}
