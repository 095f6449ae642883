package dev.tidings.bench;

import dev.tidings.feed.ChangeBus;
import dev.tidings.feed.Feed;
import dev.tidings.feed.FeedMetrics;
import dev.tidings.feed.FeedTimes;
import dev.tidings.feed.FeedVerticle;
import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.feed.ViewKey;
import dev.tidings.filter.Filter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A feed in this process, without a store and without sockets: what is measured on it is the feed's own. */
final class LoneFeed implements AutoCloseable {

    static final String COLLECTION = "orders";

    private static final FeedTimes TIMES = new FeedTimes(20_000, 30_000, 3_600_000);
    private static final Format FORMAT = new Format();

    private final Vertx vertx = Vertx.vertx();
    private final ChangeBus bus = new ChangeBus(vertx, FeedMetrics.NONE);
    private final FeedVerticle verticle = new FeedVerticle(new EmptyLog(), FeedMetrics.NONE, TIMES);

    LoneFeed() {
        vertx.deployVerticle(verticle).await();
    }

    Feed feed() {
        return verticle.feed();
    }

    ChangeBus bus() {
        return bus;
    }

    /** Joins a view for each of these filters. */
    void join(int count, IntFunction<String> filter) {
        Future.all(IntStream.range(0, count)
                        .mapToObj(i -> feed().join(key(filter.apply(i))))
                        .toList())
                .await();
    }

    static ViewKey key(String filter) {
        return new ViewKey(COLLECTION, null, filter == null ? null : Filter.parse(filter), List.of(), FORMAT);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private record Format() implements FrameFormat {
        @Override
        public String name() {
            return "bench";
        }

        @Override
        public Frame encode(String collection, String epoch, ResourceEvent event) {
            byte[] bytes = event.resource().getBytes(StandardCharsets.UTF_8);
            return new Frame(event.revision(), event.id(), bytes, 0, 0);
        }
    }
}
