package dev.tidings.feed;

import dev.tidings.store.ChangeLog;
import dev.tidings.store.ChangeLog.LogPage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one collection's {@link ChangeFeed} asks of the world, done on Vert.x: consumers, timers, reads of the log, and tails
 * on their views' addresses. On the feed's loop.
 */
final class CollectionFeed implements ChangeFeed.Outside {

    static final LocalCodec<Tail> TAILS = new LocalCodec<>("tidings-tail");
    private static final DeliveryOptions TO_VIEW =
            new DeliveryOptions().setLocalOnly(true).setCodecName(TAILS.name());

    private final Vertx vertx;
    private final Context home;
    private final Set<Context> loops;
    private final String collection;
    private final ChangeLog log;
    private final ChangeBus bus;
    private final ChangeFeed feed;
    private final Map<ViewKey, Pace> paces = new HashMap<>();
    private ChangeBus.Subscribed subscribed;

    CollectionFeed(FeedParts parts, Context home, Set<Context> loops, String collection) {
        this.vertx = parts.vertx();
        this.home = home;
        this.loops = loops;
        this.collection = collection;
        this.log = parts.log();
        this.bus = parts.bus();
        this.feed = new ChangeFeed(
                this,
                FeedLimits.DEFAULT,
                parts.metrics(),
                parts.options().linger().toMillis(),
                Framer::of);
    }

    ChangeFeed feed() {
        return feed;
    }

    void leave(ViewKey key) {
        feed.leave(key);
        if (feed.views().get(key) == null) {
            paces.remove(key);
        }
    }

    /** Whether nobody watches and nothing is registered, so that it can be forgotten. */
    boolean isIdle() {
        return feed.isOff() && feed.viewCount() == 0;
    }

    @Override
    public void register(Answer<Void> done) {
        subscribed = bus.subscribe(collection, feed::batch);
        answer(subscribed.completion(), done);
    }

    @Override
    public void unregister() {
        subscribed.end();
    }

    @Override
    public void head(Answer<ChangeFeed.Head> done) {
        answer(log.marks(collection).map(marks -> new ChangeFeed.Head(log.epoch(), marks.head())), done);
    }

    @Override
    public void changes(long after, long upTo, int maxWeight, Answer<LogPage> done) {
        answer(log.changes(collection, after, upTo, maxWeight), done);
    }

    @Override
    public void afterMillis(long delay, Runnable action) {
        vertx.setTimer(Math.max(1, delay), passed -> action.run());
    }

    @Override
    public void dirty(View view) {
        paces.computeIfAbsent(view.key(), key -> new Pace(vertx, home, loops, () -> broadcast(key)))
                .dirty();
    }

    private void broadcast(ViewKey key) {
        View view = feed.views().get(key);
        if (view != null) {
            feed.broadcast(view);
        }
    }

    @Override
    public void publish(ViewKey view, Tail tail) {
        vertx.eventBus().publish(view.address(), tail, TO_VIEW);
    }

    private static <T> void answer(Future<T> future, Answer<T> done) {
        future.onSuccess(done::is).onFailure(done::failed);
    }
}
