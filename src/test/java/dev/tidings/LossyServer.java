package dev.tidings;

import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node in this process whose event bus loses some of the messages that tell of changes. */
public final class LossyServer implements AutoCloseable {

    private static final String CHANGES = "changes/";

    private final AtomicInteger lost = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final Server server;

    /**
     * Starts it.
     *
     * @param losesOneIn of so many messages about one is lost; which ones follows from the seed and the order of commits
     */
    public LossyServer(Settings settings, long seed, int losesOneIn) {
        Random random = new Random(seed);
        vertx.eventBus().addOutboundInterceptor(message -> {
            boolean lose = message.message().address().startsWith(CHANGES) && random.nextInt(losesOneIn) == 0;
            if (lose) {
                lost.incrementAndGet();
            } else {
                message.next();
            }
        });
        server = await(Server.start(settings, Platform.alone(vertx)));
    }

    public int port() {
        return server.port();
    }

    /** How many messages were lost up to now. */
    public int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        await(server.stop());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
