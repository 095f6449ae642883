package dev.tidings.http.watch;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Feed;
import dev.tidings.feed.FeedMetrics;
import dev.tidings.feed.FramePage;
import dev.tidings.feed.Subscriptions;
import dev.tidings.feed.Tail;
import dev.tidings.feed.ViewKey;
import dev.tidings.http.wire.Chunks;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A feed and a log whose changes are numbers: as many as the test says, each the same size, in every collection. What is
 * below the floor is gone.
 */
final class ScriptedFeed implements Feed, ChangeLog {

    private static final String NOT_ASKED = "a feed that is scripted asks for no pages";

    static final long FLOOR = 10;
    private static final int PAGE = 50;

    final List<ViewKey> joined = new CopyOnWriteArrayList<>();
    final AtomicInteger left = new AtomicInteger();
    private final Vertx vertx;
    private final int weight;
    private final AtomicLong head;
    private volatile boolean away;
    private volatile String epoch = "k3f9";
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile Supplier<Future<Void>> time = Future::succeededFuture;

    ScriptedFeed(Vertx vertx, long head, int weight) {
        this.vertx = vertx;
        this.head = new AtomicLong(head);
        this.weight = weight;
        vertx.eventBus().registerDefaultCodec(Tail.class, new AsItIs());
    }

    Subscriptions subscriptions() {
        return new Subscriptions(vertx, this, this, FeedMetrics.NONE);
    }

    /** From now on the store does not answer. */
    void goAway() {
        away = true;
    }

    /** The store is found to hold another history. */
    void rewind(String newEpoch) {
        epoch = newEpoch;
    }

    /** The next to join are told that the store is away. */
    void refuseJoins(int count) {
        refusals.set(count);
    }

    /** The marks are not told before this, asked anew each time, has completed. */
    void answerAfter(Supplier<Future<Void>> newTime) {
        time = newTime;
    }

    /** Makes more changes in one collection and tells its watchers. */
    void more(String collection, int count) {
        long end = head.addAndGet(count);
        long base = end - count;
        for (ViewKey view : joined) {
            if (view.collection().equals(collection)) {
                Chunk chunk = Chunks.of(view.format(), base + 1, end, weight);
                DeliveryOptions local = new DeliveryOptions().setLocalOnly(true).setCodecName(AsItIs.NAME);
                vertx.eventBus().publish(view.address(), new Tail(base, end, List.of(chunk)), local);
            }
        }
    }

    /** As {@link #more}, but the watchers are not told of what is in between: they have to ask. */
    void skip(String collection, int count) {
        head.addAndGet(count);
        more(collection, 1);
    }

    @Override
    public Future<Tail> join(ViewKey view) {
        joined.add(view);
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is away."));
        }
        long end = head.get();
        return Future.succeededFuture(new Tail(end, end, List.of()));
    }

    @Override
    public void leave(ViewKey view) {
        left.incrementAndGet();
    }

    @Override
    public Future<FramePage> page(ViewKey view, long cursor) {
        if (away) {
            return Future.failedFuture(new IllegalStateException("the store is away"));
        }
        long end = Math.min(head.get(), cursor + PAGE);
        Chunk frames = Chunks.of(view.format(), cursor + 1, end, weight);
        FramePage page = new FramePage(cursor, end, FLOOR, 0, head.get(), frames);
        // never at once, as a real one
        return Future.future(answer -> vertx.runOnContext(later -> answer.complete(page)));
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public Future<Marks> marks(String collection) {
        return away
                ? Future.failedFuture(new IllegalStateException("the store is away"))
                : time.get().map(now -> new Marks(head.get(), FLOOR, 0));
    }

    @Override
    public Future<Heads> heads(Set<String> collections) {
        throw new UnsupportedOperationException(NOT_ASKED);
    }

    @Override
    public Future<LogPage> changes(String collection, long after, long upTo, int maxWeight) {
        throw new UnsupportedOperationException(NOT_ASKED);
    }

    @Override
    public Future<ScanPage> scan(
            String collection, long after, long upTo, boolean tombstones, int limit, int maxWeight) {
        return Future.succeededFuture(new ScanPage(new Marks(head.get(), FLOOR, 0), List.of(), false));
    }

    /** Tails are immutable: they are handed over as they are. */
    private static final class AsItIs implements MessageCodec<Tail, Tail> {

        private static final String NAME = "as-it-is";

        @Override
        public void encodeToWire(Buffer buffer, Tail tail) {
            throw new UnsupportedOperationException("a tail stays on its node");
        }

        @Override
        public Tail decodeFromWire(int position, Buffer buffer) {
            throw new UnsupportedOperationException("a tail stays on its node");
        }

        @Override
        public Tail transform(Tail tail) {
            return tail;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
