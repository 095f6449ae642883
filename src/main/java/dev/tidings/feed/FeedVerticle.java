package dev.tidings.feed;

import dev.tidings.feed.ChangeFeed.Head;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the feed's loop: the feeds of all watched collections, the poll of the log's heads, the heartbeat of views. One a
 * node. Its methods may be called from any event loop once it is deployed; they hop onto the feed's and answer on the
 * caller's.
 */
public final class FeedVerticle extends VerticleBase implements Feed {

    private static final Logger LOG = LoggerFactory.getLogger(FeedVerticle.class);

    private final FeedParts parts;
    private final Map<String, CollectionFeed> feeds = new HashMap<>();
    private final Set<Context> loops = new HashSet<>();
    private boolean polling;
    private int views;

    public FeedVerticle(FeedParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().registerCodec(CollectionFeed.TAILS);
        vertx.setPeriodic(parts.options().poll().toMillis(), passed -> poll());
        vertx.setPeriodic(parts.options().heartbeat().toMillis(), passed -> heartbeat());
        return Future.succeededFuture();
    }

    @Override
    public void addLoop(Context loop) {
        context.runOnContext(here -> loops.add(loop));
    }

    @Override
    public Future<Tail> join(ViewKey view) {
        return ask(answer -> counted(of(view), feed -> feed.feed().join(view, answer)));
    }

    @Override
    public void leave(ViewKey view) {
        context.runOnContext(here -> counted(of(view), feed -> feed.leave(view)));
    }

    @Override
    public Future<FramePage> page(ViewKey view, long cursor) {
        return ask(answer -> of(view).feed().page(view, cursor, answer));
    }

    private CollectionFeed of(ViewKey view) {
        return feeds.computeIfAbsent(view.collection(), name -> new CollectionFeed(parts, context, loops, name));
    }

    /** Puts a question on the feed's loop; its answer comes on the caller's, behind what was published before it. */
    private <T> Future<T> ask(Consumer<Answer<T>> question) {
        Context caller = vertx.getOrCreateContext();
        return Future.future(promise -> {
            Answer<T> answer = Answer.to(
                    value -> caller.runOnContext(back -> promise.complete(value)),
                    failure -> caller.runOnContext(back -> promise.fail(failure)));
            context.runOnContext(here -> question.accept(answer));
        });
    }

    private void poll() {
        if (polling) {
            return; // the one before is still waiting for the store
        }
        feeds.values().removeIf(CollectionFeed::isIdle);
        Map<String, ChangeFeed> asked = asked();
        if (asked.isEmpty()) {
            return;
        }
        polling = true;
        parts.log()
                .heads(asked.keySet())
                .onSuccess(heads -> asked.forEach(
                        (name, feed) -> feed.polled(new Head(parts.log().epoch(), heads.getOrDefault(name, 0L)))))
                .onFailure(failure -> LOG.warn("could not compare the log's heads: {}", failure.getMessage()))
                .onComplete(done -> polling = false);
    }

    private Map<String, ChangeFeed> asked() {
        return feeds.entrySet().stream()
                .filter(entry -> entry.getValue().feed().polling())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().feed()));
    }

    private void heartbeat() {
        List<CollectionFeed> all = new ArrayList<>(feeds.values());
        all.forEach(each -> each.feed().heartbeat());
    }

    /** Does what may change how many views there are. */
    private void counted(CollectionFeed feed, Consumer<CollectionFeed> action) {
        int before = feed.feed().viewCount();
        action.accept(feed);
        views += feed.feed().viewCount() - before;
        parts.metrics().views(views);
        parts.metrics().collections(feeds.size());
    }
}
