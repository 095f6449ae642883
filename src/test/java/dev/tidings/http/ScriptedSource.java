package dev.tidings.http;

import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.Subscriber;
import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.feed.ViewKey;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Subscriptions that tell what a test wants: each begins at once, and then sends numbered changes as long as there is room,
 * up to a number that may rise. Waits with a beginning while it is held.
 */
final class ScriptedSource implements Watch.Source {

    final List<Scripted> watches = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    volatile long changes;
    volatile int weight = 100;
    volatile TidingsException refusal;

    ScriptedSource(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Watch open(ViewKey view, SubscriptionSpec spec, Subscriber subscriber) {
        Scripted watch = new Scripted(view, spec, subscriber, changes);
        watches.add(watch);
        vertx.runOnContext(next -> watch.begin(refusal));
        return watch;
    }

    /** One subscription. Whatever it is told after {@link #close} is a fault of who tells it. */
    final class Scripted implements Watch {

        final ViewKey view;
        final SubscriptionSpec spec;
        final Subscriber subscriber;
        volatile boolean closed;
        volatile boolean refused;
        private final Promise<Void> begun = Promise.promise();
        private long last;
        private long next = 1;

        private Scripted(ViewKey view, SubscriptionSpec spec, Subscriber subscriber, long last) {
            this.view = view;
            this.spec = spec;
            this.subscriber = subscriber;
            this.last = last;
        }

        private void begin(TidingsException reason) {
            if (closed) {
                return;
            }
            if (reason != null) {
                refused = true;
                begun.fail(reason);
                return;
            }
            subscriber.subscribed(0, 120, false);
            begun.complete();
            drained();
        }

        /** Sends this many more, on its loop. */
        void more(long count) {
            vertx.runOnContext(there -> {
                last += count;
                drained();
            });
        }

        void end(TidingsException reason) {
            vertx.runOnContext(there -> subscriber.end(reason));
        }

        @Override
        public Future<Void> begun() {
            return begun.future();
        }

        @Override
        public void drained() {
            if (closed && !refused) {
                throw new IllegalStateException("closed");
            }
            while (begun.future().isComplete() && next <= last && !subscriber.isFull()) {
                long to = Math.min(last, next + 9);
                FrameFormat format = view.format();
                subscriber.frames(Chunks.slice(format, next, to, weight));
                next = to + 1;
            }
        }

        @Override
        public void tick() {
            subscriber.bookmark(next - 1);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
