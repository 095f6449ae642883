package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.model.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shells around the state machines, on a real Vert.x with several event loops. */
class FeedVerticleTest {

    private static final SubscriptionSpec FROM_NOW_ON = new SubscriptionSpec(null, false, false);
    private static final SubscriptionSpec SNAPSHOT = new SubscriptionSpec(null, true, false);
    private static final ViewKey ALL = new ViewKey("apples", null, List.of(), SimView.FORMAT);
    private static final ViewKey ONE = new ViewKey("apples", "r1", List.of(), SimView.FORMAT);
    private static final FeedTimes TIMES = new FeedTimes(60_000, 100, 100);

    /** A connection as a transport drives one. */
    private record Watch(Context loop, SubscriptionDriver driver, MessageConsumer<Tail> consumer, RecordingPeer peer) {
        void close() {
            loop.runOnContext(on -> {
                consumer.unregister();
                driver.close();
            });
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final MemoryLog log = new MemoryLog();
    private final AtomicInteger collections = new AtomicInteger(-1);
    private final AtomicInteger views = new AtomicInteger(-1);
    private final List<Watch> watches = new ArrayList<>();
    private final FeedMetrics metrics = new FeedMetrics() {
        @Override
        public void collections(int count) {
            collections.set(count);
        }

        @Override
        public void views(int count) {
            views.set(count);
        }
    };
    private ChangeBus bus;
    private Feed feed;

    @BeforeEach
    void start() throws Exception {
        deploy(TIMES);
        bus = new ChangeBus(vertx, metrics);
    }

    private void deploy(FeedTimes times) throws Exception {
        FeedVerticle verticle = new FeedVerticle(log, metrics, times);
        vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        feed = verticle.feed();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Watch watch(ViewKey view, SubscriptionSpec spec) {
        return watch(view, spec, new RecordingPeer());
    }

    private Watch watch(ViewKey view, SubscriptionSpec spec, RecordingPeer peer) {
        return watch(view, spec, peer, SubscriptionDriver::open);
    }

    private Watch watch(ViewKey view, SubscriptionSpec spec, RecordingPeer peer, Consumer<SubscriptionDriver> open) {
        Context loop = newLoop();
        SubscriptionDriver driver = new Subscriptions(vertx, feed, log, metrics).of(view, spec, peer);
        MessageConsumer<Tail> consumer = vertx.eventBus().localConsumer(view.address());
        Watch watch = new Watch(loop, driver, consumer, peer);
        watches.add(watch);
        loop.runOnContext(on -> {
            consumer.handler(tail -> driver.offer(tail.body()));
            consumer.completion().onSuccess(registered -> open.accept(driver));
        });
        return watch;
    }

    /** Each verticle is given the next of the event loops. */
    private Context newLoop() {
        CompletableFuture<Context> loop = new CompletableFuture<>();
        vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                loop.complete(context);
                return Future.succeededFuture();
            }
        });
        return loop.join();
    }

    private void begun(Watch watch) {
        await().until(() -> !watch.peer().told().isEmpty());
    }

    private void write(String id) {
        bus.publish(log.commit("apples", id, "{\"x\":1}"));
    }

    @Test
    void changesArriveInOrderOnEveryLoop() {
        List<Watch> all =
                Stream.generate(() -> watch(ALL, FROM_NOW_ON)).limit(8).toList();
        all.forEach(this::begun);
        for (int i = 0; i < 3000; i++) {
            write("r" + i);
        }
        List<String> expected = Stream.concat(
                        Stream.of("subscribed 0 head 0"),
                        LongStream.rangeClosed(1, 3000).mapToObj(at -> "created " + at + " r" + (at - 1)))
                .toList();
        all.forEach(watch ->
                await().untilAsserted(() -> assertThat(watch.peer().told()).isEqualTo(expected)));
        assertThat(all.stream().map(Watch::loop).distinct()).hasSize(8);
    }

    @Test
    void whatTheBusLostIsFoundByThePoll() {
        Watch watch = watch(ALL, FROM_NOW_ON);
        begun(watch);
        log.commit("apples", "r1", "{}");
        await().atMost(Duration.ofSeconds(2)).until(() -> watch.peer().told().contains("created 1 r1"));
    }

    @Test
    void theLastLeaverTurnsTheCollectionOffAndTheNextJoinerOnAgain() {
        Watch first = watch(ALL, FROM_NOW_ON);
        Watch second = watch(ONE, FROM_NOW_ON);
        begun(first);
        begun(second);
        await().until(() -> collections.get() == 1 && views.get() == 2);
        first.close();
        first.close();
        await().until(() -> views.get() == 1);
        second.close();
        await().until(() -> collections.get() == 0 && views.get() == 0);

        write("r1");
        Watch third = watch(ALL, SNAPSHOT);
        await().until(() -> third.peer().told().contains("synced 1"));
        write("r2");
        await().untilAsserted(() -> assertThat(third.peer().told())
                .containsExactly("subscribed 0 head 1", "snapshot 1 r1", "synced 1", "created 2 r2"));
    }

    @Test
    void aResumeReadsTheLogAndThenIsLive() {
        for (int i = 0; i < 300; i++) {
            write("r" + i % 3);
        }
        Watch watch = watch(ONE, new SubscriptionSpec(new Position(null, 200), false, false));
        await().until(() -> watch.peer().told().contains("synced 300"));
        write("r1");
        await().until(() -> watch.peer().told().contains("updated 301 r1"));
        assertThat(watch.peer().told().get(1)).isEqualTo("updated 203 r1");
    }

    @Test
    void aPlaceBelowTheFloorIsGone() {
        for (int i = 0; i < 20; i++) {
            write("r" + i);
        }
        log.trim("apples", 10);
        Watch watch = watch(ALL, new SubscriptionSpec(new Position(null, 9), false, false));
        await().untilAsserted(() -> assertThat(watch.peer().told()).containsExactly("end gone"));
    }

    @Test
    void whoCannotBeginSinceTheStoreIsAwayWaitsOrIsToldSo() {
        write("r");
        begun(watch(ALL, FROM_NOW_ON));
        log.away(true);
        SubscriptionSpec resume = new SubscriptionSpec(new Position(null, 0), false, false);
        Watch patient = watch(ALL, resume);
        Watch asking = watch(ALL, resume, new RecordingPeer(), SubscriptionDriver::tryOpen);
        await().untilAsserted(() -> assertThat(asking.peer().told()).containsExactly("end unavailable"));
        assertThat(patient.peer().told()).isEmpty();
        log.away(false);
        await().untilAsserted(() ->
                assertThat(patient.peer().told()).containsExactly("subscribed 0 head 1", "created 1 r", "synced 1"));
    }

    @Test
    void aStoreThatIsAwayWhileSomebodyCatchesUpIsWaitedFor() {
        for (int i = 0; i < 10; i++) {
            write("r" + i);
        }
        RecordingPeer full = new RecordingPeer();
        full.full(true);
        Watch slow = watch(ALL, new SubscriptionSpec(new Position(null, 5), false, false), full);
        begun(slow);
        log.away(true);
        slow.peer().full(false);
        slow.loop().runOnContext(on -> slow.driver().drained());
        await().during(Duration.ofMillis(150)).until(() -> slow.peer().told().size() == 1);
        log.away(false);
        await().untilAsserted(() -> assertThat(slow.peer().told()).endsWith("created 10 r9", "synced 10"));
    }

    @Test
    void aPeerThatDrainsGoesOnWhereItWas() {
        Watch watch = watch(ALL, FROM_NOW_ON);
        begun(watch);
        watch.peer().full(true);
        write("r1");
        write("r2");
        Watch other = watch(ALL, SNAPSHOT);
        await().until(() -> other.peer().told().contains("synced 2"));
        assertThat(watch.peer().told()).containsExactly("subscribed 0 head 0");
        watch.peer().full(false);
        watch.loop().runOnContext(on -> watch.driver().drained());
        await().untilAsserted(() ->
                assertThat(watch.peer().told()).containsExactly("subscribed 0 head 0", "created 1 r1", "created 2 r2"));
    }

    @Test
    void aHeartbeatMovesTheBookmarkOfAViewThatSelectsNothing() throws Exception {
        Vertx other = Vertx.vertx();
        try {
            FeedVerticle verticle = new FeedVerticle(log, metrics, new FeedTimes(50, 100, 50));
            other.deployVerticle(verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            RecordingPeer peer = new RecordingPeer();
            SubscriptionDriver driver =
                    new Subscriptions(other, verticle.feed(), log, metrics).of(ONE, FROM_NOW_ON, peer);
            Context loop = other.getOrCreateContext();
            loop.runOnContext(on -> other.eventBus()
                    .<Tail>localConsumer(ONE.address(), tail -> driver.offer(tail.body()))
                    .completion()
                    .onSuccess(registered -> driver.open()));
            await().until(() -> !peer.told().isEmpty());
            log.commit("apples", "r7", "{}");
            other.setPeriodic(20, tick -> loop.runOnContext(on -> driver.tick(System.currentTimeMillis(), 20)));
            await().until(() -> peer.told().contains("bookmark 1"));
        } finally {
            other.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
