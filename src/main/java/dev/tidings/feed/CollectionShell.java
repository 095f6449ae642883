package dev.tidings.feed;

import dev.tidings.store.ChangeLog;
import dev.tidings.store.ChangeLog.LogPage;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the feed of one collection asks of the event bus, the log and the clock. On the feed's loop alone. */
final class CollectionShell implements FeedOutside {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionShell.class);
    private static final long REGISTER_MILLIS = 1_000;
    private static final DeliveryOptions ON_THIS_NODE = new DeliveryOptions().setLocalOnly(true);

    /** A view whose subscribers are to be told what is new. */
    record Broadcast(ChangeFeed feed, View view) {}

    private final Vertx vertx;
    private final ChangeLog log;
    private final Pace<Broadcast> pace;
    private final String collection;
    private final FeedMetrics metrics;
    private final ChangeFeed feed;
    private MessageConsumer<Object> consumer;

    CollectionShell(
            Vertx vertx,
            ChangeLog log,
            Pace<Broadcast> pace,
            String collection,
            PageShelf shelf,
            FeedMetrics metrics,
            long lingerMillis) {
        this.vertx = vertx;
        this.log = log;
        this.pace = pace;
        this.collection = collection;
        this.metrics = metrics;
        this.feed = new ChangeFeed(this, FeedLimits.DEFAULT, shelf, metrics, lingerMillis, Walker.SLICE, Framer::of);
    }

    ChangeFeed feed() {
        return feed;
    }

    @Override
    public void register(Answer<Void> done) {
        consumer = vertx.eventBus().consumer(ChangeBus.address(collection), message -> heard(message.body()));
        consumer.completion()
                .timeout(REGISTER_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(done::is, cause -> unregistered(cause, done));
    }

    /** A cluster may take long over it while a node does not answer; until it is done the looks at the head are enough. */
    private void unregistered(Throwable cause, Answer<Void> done) {
        if (cause instanceof TimeoutException) {
            done.is(null);
        } else {
            done.failed(cause);
        }
    }

    private void heard(Object body) {
        if (body instanceof Heard.Changes changes && isOurs(changes.batch().collection())) {
            feed.batch(changes.batch());
        } else if (body instanceof Heard.Hint hint && isOurs(hint.collection())) {
            feed.hint(hint.epoch(), hint.last());
        } else {
            metrics.rejected(body instanceof Heard.Noise noise ? noise.why() : "it is of another kind");
        }
    }

    /** The address is not signed: without this a message could be sent again to another collection. */
    private boolean isOurs(String told) {
        return told.equals(collection);
    }

    @Override
    public void unregister() {
        consumer.unregister().onFailure(cause -> LOG.warn("Could not stop listening to {}", collection, cause));
    }

    @Override
    public void head(Answer<FeedOutside.Head> answer) {
        // before the question: where another history is found meanwhile, the next look tells
        String epoch = log.epoch();
        log.marks(collection)
                .map(marks -> new FeedOutside.Head(epoch, marks.head()))
                .onComplete(answer::is, answer::failed);
    }

    @Override
    public void changes(long after, long upTo, int maxWeight, Answer<LogPage> answer) {
        metrics.logPage();
        log.changes(collection, after, upTo, maxWeight).onComplete(answer::is, answer::failed);
    }

    @Override
    public void soon(Runnable action) {
        vertx.runOnContext(turn -> action.run());
    }

    @Override
    public void afterMillis(long delay, Runnable action) {
        vertx.setTimer(delay, timer -> action.run());
    }

    @Override
    public void dirty(View view) {
        pace.dirty(new Broadcast(feed, view));
    }

    @Override
    public void publish(ViewKey view, Tail tail) {
        vertx.eventBus().publish(view.address(), tail, ON_THIS_NODE);
    }
}
