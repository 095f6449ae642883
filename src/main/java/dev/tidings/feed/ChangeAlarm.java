package dev.tidings.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;

/**
 * Wakes those who wait for a collection's next change and read it themselves. They share one view, whose frames nobody
 * looks at. Futures complete on the caller's event loop.
 */
public final class ChangeAlarm {

    private final Vertx vertx;
    private final Feed feed;

    public ChangeAlarm(Vertx vertx, Feed feed) {
        this.vertx = vertx;
        this.feed = feed;
    }

    /** Succeeds when the feed has come past a revision, and at the latest after this time; fails where there is no feed. */
    public Future<Void> next(String collection, long after, Duration max) {
        ViewKey view = new ViewKey(collection, null, List.of(), Blank.INSTANCE);
        Promise<Void> rung = Promise.promise();
        MessageConsumer<Tail> consumer =
                vertx.eventBus().localConsumer(view.address(), tail -> ring(tail.body(), after, rung));
        long timer = vertx.setTimer(Math.max(1, max.toMillis()), passed -> rung.tryComplete());
        return consumer.completion()
                .compose(registered -> feed.join(view)
                        .compose(tail -> {
                            ring(tail, after, rung);
                            return rung.future();
                        })
                        .onComplete(done -> feed.leave(view)))
                .onComplete(done -> {
                    vertx.cancelTimer(timer);
                    consumer.unregister();
                });
    }

    private static void ring(Tail tail, long after, Promise<Void> rung) {
        if (tail.end() > after) {
            rung.tryComplete();
        }
    }

    /** Frames that say nothing. They have a size, since a tail is bounded by it. */
    private record Blank(String name) implements FrameFormat {
        static final Blank INSTANCE = new Blank("blank");

        private static final byte[] NOTHING = new byte[64];

        @Override
        public Frame encode(String collection, String epoch, ResourceEvent event) {
            return new Frame(event.revision(), event.id(), NOTHING, 0, 0);
        }
    }
}
