package dev.tidings.feed;

import dev.tidings.feed.CollectionShell.Broadcast;
import dev.tidings.store.ChangeLog;
import dev.tidings.store.ChangeLog.Heads;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the feed's event loop: the feeds of the watched collections, their views, the pace of broadcasts, the look at the
 * log's heads and the heartbeat. One for each Vert.x, one instance.
 */
public final class FeedVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(FeedVerticle.class);

    private final ChangeLog log;
    private final FeedMetrics metrics;
    private final FeedTimes times;
    private final Map<String, ChangeFeed> feeds = new LinkedHashMap<>();
    private final PageShelf shelf = new PageShelf(FeedLimits.DEFAULT.nodeKeptBytes());
    private EventLoops loops;
    private Pace<Broadcast> pace;
    private Ticks ticks;
    private boolean polling;
    private boolean pollAgain; // the look under way may have begun before what makes another one needed
    private boolean pollFailed;

    public FeedVerticle(ChangeLog log, FeedMetrics metrics, FeedTimes times) {
        this.log = log;
        this.metrics = metrics;
        this.times = times;
    }

    @Override
    public Future<?> start() {
        loops = new EventLoops(context);
        pace = new Pace<>(new OnThisLoop(), due -> due.forEach(it -> it.feed().broadcast(it.view())));
        vertx.eventBus().registerDefaultCodec(Tail.class, new IdentityCodec<>("tail"));
        ticks = new Ticks(times.poll(), System.nanoTime());
        vertx.setPeriodic(times.poll(), tick -> poll());
        vertx.setPeriodic(times.heartbeat(), tick -> feeds.values().forEach(ChangeFeed::heartbeat));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        vertx.eventBus().unregisterDefaultCodec(Tail.class);
        return Future.succeededFuture();
    }

    /** The door to this feed, for any event loop; open once the verticle is deployed. */
    public Feed feed() {
        return new FeedDoor(vertx, context, this);
    }

    /**
     * Looks at the log's heads at once: the cluster has changed, so that messages may be lost. From any thread, once the
     * verticle is deployed.
     */
    public void look() {
        context.runOnContext(turn -> lookNow());
    }

    private void lookNow() {
        if (polling) {
            pollAgain = true;
        } else {
            pollHeads();
        }
    }

    void join(ViewKey view, Thread thread, Context caller, Answer<Tail> answer) {
        loops.join(thread, caller);
        feeds.computeIfAbsent(view.collection(), this::newFeed).join(view, answer);
    }

    void leave(ViewKey view, Thread thread) {
        loops.leave(thread);
        feeds.get(view.collection()).leave(view);
    }

    void page(ViewKey view, long cursor, Answer<FramePage> answer) {
        feeds.get(view.collection()).page(view, cursor, answer);
    }

    private ChangeFeed newFeed(String collection) {
        return new CollectionShell(vertx, log, pace, collection, shelf, metrics, times.linger()).feed();
    }

    private void poll() {
        feeds.values().removeIf(feed -> feed.isOff() && feed.viewCount() == 0);
        metrics.collections(feeds.size());
        metrics.views(feeds.values().stream().mapToInt(ChangeFeed::viewCount).sum());
        if (ticks.isLate(System.nanoTime())) {
            lookNow();
        } else if (!polling) {
            pollHeads();
        }
    }

    private void pollHeads() {
        Set<String> watched = feeds.entrySet().stream()
                .filter(entry -> entry.getValue().polling())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (watched.isEmpty()) {
            return;
        }
        polling = true;
        log.heads(watched)
                .onSuccess(heads -> watched.forEach(name -> polled(name, heads)))
                .onComplete(heads -> logPoll(heads.cause()));
    }

    private void polled(String collection, Heads heads) {
        ChangeFeed feed = feeds.get(collection);
        if (feed != null) {
            feed.polled(new FeedOutside.Head(heads.epoch(), heads.of(collection)));
        }
    }

    private void logPoll(Throwable failure) {
        polling = false;
        if (failure != null && !pollFailed) {
            LOG.warn("The log's heads cannot be read; trying on", failure);
        }
        pollFailed = failure != null;
        if (pollAgain) {
            pollAgain = false;
            pollHeads();
        }
    }

    private final class OnThisLoop implements Pace.Outside {
        @Override
        public void soon(Runnable action) {
            context.runOnContext(now -> action.run());
        }

        @Override
        public void afterMillis(long delay, Runnable action) {
            vertx.setTimer(delay, timer -> action.run());
        }

        @Override
        public void whenLoopsAreDone(Runnable action) {
            loops.whenDone(action);
        }
    }
}
