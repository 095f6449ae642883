package dev.tidings;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts of a server one after another and stops those that were started, the last one first. Not safe for
 * several threads at once: each call waits for the future of the one before.
 */
final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private record Step(String name, Supplier<Future<Void>> stop) {}

    private final Deque<Step> started = new ArrayDeque<>();

    /** Starts a part; once that succeeded, {@link #stop} will stop it. */
    <T> Future<T> start(String name, Supplier<Future<T>> start, Supplier<Future<Void>> stop) {
        LOG.debug("starting {}", name);
        return start.get().onSuccess(done -> started.push(new Step(name, stop)));
    }

    /** Stops all that was started. A part that fails to stop is logged and does not keep the others from it. */
    Future<Void> stop() {
        Step last = started.poll();
        if (last == null) {
            return Future.succeededFuture();
        }
        LOG.debug("stopping {}", last.name());
        // over a completion stage, since a future would go on on its own event loop, which the last step closes
        return Future.fromCompletionStage(last.stop().get().toCompletionStage())
                .onFailure(failure -> LOG.warn("{} did not stop as it should", last.name(), failure))
                .transform(whatever -> stop());
    }
}
