package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog;
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ChangeLog.ScanPage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Connects a {@link Subscription} with the feed and the log. A transport implements {@link Subscriber} and does, on the
 * connection's own event loop:
 *
 * <pre>{@code
 * driver = subscriptions.of(view, spec, this);
 * consumer = eventBus.localConsumer(view.address(), tail -> driver.offer(tail.body()));
 * consumer.completion().onSuccess(registered -> driver.open());   // only then: what is published in between is not missed
 * socket.drainHandler(empty -> driver.drained());
 * wheel: driver.tick(nowMillis, heartbeatMillis), some times a heartbeat
 * socket.closeHandler(gone -> { consumer.unregister(); driver.close(); });
 * }</pre>
 *
 * <p>Each method is called on that loop, and each call to the subscriber is made there. After {@link Subscriber#end} and
 * after {@link #close} nothing more is told; {@code close} is needed in any case, and may be repeated. Where the store is
 * away, it tries again until the store is back; only {@link #tryOpen} does not, for a peer that waits for an answer.
 *
 * <p>A revision goes out with the epoch that was known before it was asked for, never with a later one: a position that
 * names the older of two histories is refused when somebody comes back with it, the other way round nobody would notice.
 */
public final class SubscriptionDriver {

    private static final long RETRY_MILLIS = 500;
    private static final FeedLimits LIMITS = FeedLimits.DEFAULT;

    private final Vertx vertx;
    private final Feed feed;
    private final ChangeLog log;
    private final ViewKey view;
    private final Framer framer;
    private final Subscription subscription;
    private boolean joined;
    private boolean closed;

    SubscriptionDriver(
            Vertx vertx,
            Feed feed,
            ChangeLog log,
            FeedMetrics metrics,
            ViewKey view,
            SubscriptionSpec spec,
            Subscriber peer) {
        this.vertx = vertx;
        this.feed = feed;
        this.log = log;
        this.view = view;
        this.framer = Framer.of(view);
        boolean filtered = framer.filtered();
        this.subscription = new Subscription(spec, filtered, peer, new Asks(), metrics);
    }

    /** Begins, once the consumer of the view's address is registered. */
    public void open() {
        if (!closed) {
            joined = true;
            feed.join(view).onSuccess(this::joined).onFailure(this::joinAgain);
        }
    }

    private void joined(Tail tail) {
        subscription.offer(tail);
        String epoch = log.epoch();
        ask(() -> log.marks(view.collection()), marks -> subscription.begin(epoch, marks));
    }

    private void joinAgain(Throwable cause) {
        if (!isAway(cause)) {
            fail(cause);
        } else if (!closed) {
            joined = false;
            feed.leave(view);
            vertx.setTimer(RETRY_MILLIS, again -> open());
        }
    }

    /**
     * Begins, as {@link #open} does, or ends where that cannot be done now.
     *
     * @return completes when the peer was told where it begins, or why it does not
     */
    public Future<Void> tryOpen() {
        if (closed) {
            return Future.succeededFuture();
        }
        joined = true;
        return feed.join(view)
                .onSuccess(subscription::offer)
                .compose(tail -> tryBegin())
                .onFailure(this::fail)
                .transform(begun -> Future.succeededFuture());
    }

    private Future<Marks> tryBegin() {
        String epoch = log.epoch();
        return log.marks(view.collection()).onSuccess(marks -> ifOpen(() -> subscription.begin(epoch, marks)));
    }

    /** Takes a tail that was published on the view's address. */
    public void offer(Tail tail) {
        subscription.offer(tail);
    }

    /** The peer's queue has room again. */
    public void drained() {
        subscription.drained();
    }

    /**
     * Lets the subscription tell its place where it told nothing for a heartbeat.
     *
     * @param now of any clock that does not go back
     * @param heartbeat in the same unit
     */
    public void tick(long now, long heartbeat) {
        subscription.tick(now, heartbeat);
    }

    /** The connection, or the subscription's place on it, is gone. */
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

    private final class Asks implements Subscription.Source {
        @Override
        public void page(long cursor) {
            ask(() -> feed.page(view, cursor), subscription::page);
        }

        @Override
        public void scan(long after, Scan scan) {
            ask(
                    () -> rows(after, scan),
                    page -> subscription.scanned(framer.page(subscription.epoch(), after, scan, page)));
        }
    }

    private Future<ScanPage> rows(long after, Scan scan) {
        int rows = LIMITS.pageChanges();
        int weight = LIMITS.pageWeight();
        return view.id() == null
                ? log.scan(view.collection(), after, scan.upTo(), scan.tombstones(), rows, weight)
                : log.scanOne(view.collection(), view.id(), after, scan.upTo(), scan.tombstones(), rows, weight);
    }

    private <T> void ask(Supplier<Future<T>> question, Consumer<T> answer) {
        question.get().onComplete(value -> ifOpen(() -> answer.accept(value)), cause -> {
            if (isAway(cause)) {
                vertx.setTimer(RETRY_MILLIS, again -> ifOpen(() -> ask(question, answer)));
            } else {
                fail(cause);
            }
        });
    }

    private static boolean isAway(Throwable cause) {
        return cause instanceof TidingsException known && known.code() == Code.UNAVAILABLE;
    }

    private void ifOpen(Runnable action) {
        if (!closed) {
            action.run();
        }
    }

    private void fail(Throwable cause) {
        subscription.fail(
                cause instanceof TidingsException known
                        ? known
                        : TidingsException.of(Code.INTERNAL, "The subscription cannot go on.", cause));
    }
}
