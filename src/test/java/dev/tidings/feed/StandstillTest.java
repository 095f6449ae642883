package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that stood still for more than a second asks the log at once: what it had asked before is of another time. */
class StandstillTest {

    private static final ViewKey ALL = new ViewKey("apples", null, List.of(), SimView.FORMAT);
    private static final long POLL = 100;
    private static final Duration STANDSTILL = Duration.ofMillis(Ticks.PAUSE_MILLIS + 3 * POLL);

    /** A log of which no look at the heads is answered before the test does so. */
    private static final class HeldLog extends MemoryLog {
        private final Queue<Promise<Heads>> looks = new ConcurrentLinkedQueue<>();
        private volatile Context loop;

        @Override
        public Future<Heads> heads(Set<String> collections) {
            loop = Vertx.currentContext();
            Promise<Heads> look = Promise.promise();
            looks.add(look);
            return look.future();
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final HeldLog log = new HeldLog();
    private final AtomicInteger ticks = new AtomicInteger();
    private final FeedMetrics metrics = new FeedMetrics() {
        @Override
        public void collections(int count) {
            ticks.incrementAndGet();
        }
    };

    @BeforeEach
    void aLookIsUnderWay() throws Exception {
        FeedVerticle verticle = new FeedVerticle(log, metrics, new FeedTimes(60_000, 60_000, POLL));
        vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        SubscriptionDriver driver = new Subscriptions(vertx, verticle.feed(), log, metrics)
                .of(ALL, new SubscriptionSpec(null, false, false), new RecordingPeer());
        Context connection = vertx.getOrCreateContext();
        connection.runOnContext(on -> {
            MessageConsumer<Tail> consumer = vertx.eventBus().localConsumer(ALL.address());
            consumer.handler(tail -> driver.offer(tail.body())).completion().onSuccess(registered -> driver.open());
        });
        await().until(() -> log.looks.size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** How many looks are under way as soon as the one that was has been answered. */
    private int underWayOnceAnswered() {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        log.loop.runOnContext(there -> {
            log.looks.remove().fail("whatever it says");
            count.complete(log.looks.size());
        });
        return count.join();
    }

    private void awaitTicks(int more) {
        int wanted = ticks.get() + more;
        await().until(() -> ticks.get() >= wanted);
    }

    @Test
    void aLookThatBeganBeforeItIsRepeatedAtOnce() {
        CompletableFuture<Void> over = new CompletableFuture<>();
        log.loop.runOnContext(there -> {
            LockSupport.parkNanos(STANDSTILL.toNanos());
            over.complete(null);
        });
        over.join();
        awaitTicks(1);

        assertThat(underWayOnceAnswered()).isEqualTo(1);
    }

    @Test
    void otherwiseTheNextLookComesWithTheNextTick() {
        awaitTicks(2);

        assertThat(underWayOnceAnswered()).isZero();
        await().until(() -> log.looks.size() == 1);
    }
}
