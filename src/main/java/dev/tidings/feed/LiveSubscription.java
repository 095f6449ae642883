package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Subscription} with what it reads from: the feed, the log and the resources. All on the connection's event loop.
 *
 * <p>Whoever drives it registers a consumer on the view's address that calls {@link #offer}, waits for its completion,
 * calls {@link #begin}, and from then on tells it when the peer's queue has drained, when a heartbeat has passed and, once,
 * when the connection is gone. The consumer has to be registered first: what is published between a join and a registration
 * would be missed.
 */
public final class LiveSubscription {

    /** Rows that one page of a scan may have. */
    private static final int SCAN_ROWS = 500;

    /** When a store that was away is asked again. */
    private static final long RETRY_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(LiveSubscription.class);

    private final Feed feed;
    private final ChangeLog log;
    private final ViewKey view;
    private final Framer framer;
    private final Subscription subscription;
    private final FeedDoor door;
    private boolean joined;
    private boolean closed;

    public LiveSubscription(FeedDoor door, ViewKey view, SubscriptionSpec spec, Subscriber subscriber) {
        this.feed = door.feed();
        this.log = door.log();
        this.door = door;
        this.view = view;
        this.framer = Framer.of(view);
        boolean filtered = Selector.of(view).filtered();
        this.subscription = new Subscription(spec, filtered, subscriber, new Reads(), door.metrics());
    }

    /** Joins the view and begins; fails where that could not be done, and then the subscriber was told nothing. */
    public Future<Void> begin() {
        if (closed) {
            return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The connection is gone."));
        }
        joined = true;
        return feed.join(view)
                .compose(tail -> {
                    subscription.offer(tail);
                    return log.marks(view.collection());
                })
                .map(marks -> {
                    subscription.begin(log.epoch(), marks);
                    return null;
                });
    }

    /** The newest tail of the view, as it was published. */
    public void offer(Tail tail) {
        subscription.offer(tail);
    }

    /** The peer's queue has room again. */
    public void drained() {
        subscription.drained();
    }

    /** Time has gone by; a peer that was told nothing for a heartbeat is told its place. */
    public void tick() {
        subscription.tick(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                door.heartbeat().toMillis());
    }

    /** Nothing more is wanted; may be called more than once. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        subscription.close();
        if (joined) {
            feed.leave(view);
        }
    }

    /** What the subscription asks for, each question answered on the connection's loop. */
    private final class Reads implements Subscription.Source {

        @Override
        public void page(long cursor) {
            feed.page(view, cursor)
                    .onSuccess(subscription::page)
                    .onFailure(failure -> failed(failure, () -> page(cursor)));
        }

        @Override
        public void scan(long after, Scan scan) {
            log.scan(view.collection(), after, scan.upTo(), scan.tombstones(), SCAN_ROWS, 2 * Chunk.SIZE)
                    .map(page -> framer.page(log.epoch(), after, scan, page))
                    .onSuccess(subscription::scanned)
                    .onFailure(failure -> failed(failure, () -> scan(after, scan)));
        }

        /** A store that is away for a while costs a watcher time and nothing else. */
        private void failed(Throwable failure, Runnable again) {
            if (failure instanceof TidingsException known && known.code() == Code.UNAVAILABLE) {
                door.vertx().setTimer(RETRY_MILLIS, passed -> {
                    if (!closed) {
                        again.run();
                    }
                });
            } else {
                LOG.error("a subscription to {} could not go on", view.collection(), failure);
                subscription.fail(
                        TidingsException.of(Code.INTERNAL, "The server failed on this subscription.", failure));
            }
        }
    }
}
