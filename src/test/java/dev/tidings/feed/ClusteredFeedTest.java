package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.LocalMultiMapStats;
import dev.tidings.cluster.ClusterNode;
import dev.tidings.cluster.ClusterOptions;
import dev.tidings.cluster.ClusterOptions.Place;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes in one process, over the real cluster manager and one log. */
class ClusteredFeedTest {

    private static final SubscriptionSpec FROM_NOW_ON = new SubscriptionSpec(null, false, false);
    private static final String SECRET = "known to all";
    private static final long NEVER = 600_000;

    private static final MemoryLog LOG = new MemoryLog();
    private static final List<Integer> PORTS = freePorts(6);
    private static final List<Node> NODES = new ArrayList<>();

    /** A node with what of it belongs to the feed. */
    private record Node(ClusterNode cluster, ChangeBus bus, Feed feed, AtomicInteger rejected) {

        static Node start(int index, String secret, long poll) {
            List<Place> members = List.of(new Place("127.0.0.1", PORTS.get(0)), new Place("127.0.0.1", PORTS.get(2)));
            ClusterOptions options =
                    new ClusterOptions("127.0.0.1", PORTS.get(2 * index), PORTS.get(2 * index + 1), members, null);
            ClusterNode cluster = done(ClusterNode.join(new VertxOptions().setEventLoopPoolSize(2), options));
            AtomicInteger rejected = new AtomicInteger();
            FeedMetrics metrics = new FeedMetrics() {
                @Override
                public void rejected(String why) {
                    rejected.incrementAndGet();
                }
            };
            FeedVerticle verticle = new FeedVerticle(LOG, metrics, new FeedTimes(60_000, 30_000, poll));
            done(cluster.vertx().deployVerticle(verticle));
            cluster.onMembershipChange(verticle::look);
            Node node = new Node(
                    cluster, new ChangeBus(cluster.vertx(), metrics, Seal.of(secret)), verticle.feed(), rejected);
            NODES.add(node);
            return node;
        }

        /** A watcher from now on; it has begun when this returns. */
        RecordingPeer watch(String collection) {
            RecordingPeer peer = connect(collection);
            await().until(() -> !peer.told().isEmpty());
            return peer;
        }

        RecordingPeer connect(String collection) {
            RecordingPeer peer = new RecordingPeer();
            ViewKey view = new ViewKey(collection, null, List.of(), SimView.FORMAT);
            Context loop = cluster.vertx().getOrCreateContext();
            SubscriptionDriver driver =
                    new Subscriptions(cluster.vertx(), feed, LOG, FeedMetrics.NONE).of(view, FROM_NOW_ON, peer);
            loop.runOnContext(on -> {
                MessageConsumer<Tail> consumer =
                        cluster.vertx().eventBus().localConsumer(view.address(), tail -> driver.offer(tail.body()));
                consumer.completion().onSuccess(registered -> driver.open());
            });
            return peer;
        }

        void write(String collection, String id, String document) {
            bus.publish(LOG.commit(collection, id, document));
        }

        void stop() {
            done(cluster.vertx().close());
            NODES.remove(this);
        }
    }

    private static Node first;
    private static Node second;

    @BeforeAll
    static void start() {
        first = Node.start(0, SECRET, NEVER);
        second = Node.start(1, SECRET, 500);
        await().until(() -> first.cluster().members() == 2 && second.cluster().members() == 2);
    }

    @AfterAll
    static void stop() {
        List.copyOf(NODES).forEach(Node::stop);
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    /** The news that somebody listens needs a moment to get around, and this first node looks at no head by itself. */
    private static void untilHeard(Node from, RecordingPeer by, String collection) {
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            from.write(collection, "probe", "{}");
            return by.told().size() > 1;
        });
    }

    private static long ofSubscriptions(ToLongFunction<LocalMultiMapStats> count) {
        return Hazelcast.getAllHazelcastInstances().stream()
                .map((HazelcastInstance node) ->
                        node.getMultiMap("__vertx.subs").getLocalMultiMapStats())
                .mapToLong(count)
                .sum();
    }

    @Test
    void whatOneNodeCommitsWatchersOfAnotherAreTold() {
        RecordingPeer peer = first.watch("apples");
        untilHeard(second, peer, "apples");
        for (int i = 0; i < 200; i++) {
            second.write("apples", "r" + i, "{\"x\":\"" + "y".repeat(i) + "\"}");
        }
        await().until(() -> peer.told().stream().anyMatch(line -> line.endsWith(" r199")));
        assertThat(peer.told().stream().filter(line -> line.contains(" r"))).hasSize(200);
        assertThat(first.rejected()).hasValue(0);
    }

    @Test
    void aBatchThatIsTooLargeForAMessageIsReadFromTheLog() {
        RecordingPeer peer = first.watch("plums");
        untilHeard(second, peer, "plums");
        second.write("plums", "large", "{\"x\":\"" + "y".repeat(BatchFormat.MAX_BYTES) + "\"}");
        await().until(() -> peer.told().stream().anyMatch(line -> line.endsWith(" large")));
    }

    @Test
    void connectingMakesNoClusterTrafficAfterANodesFirst() {
        first.watch("pears");
        long puts = ofSubscriptions(LocalMultiMapStats::getPutOperationCount);
        long gets = ofSubscriptions(LocalMultiMapStats::getGetOperationCount);
        List<RecordingPeer> peers =
                Stream.generate(() -> first.connect("pears")).limit(300).toList();
        await().until(() -> peers.stream().noneMatch(peer -> peer.told().isEmpty()));
        assertThat(ofSubscriptions(LocalMultiMapStats::getPutOperationCount)).isEqualTo(puts);
        assertThat(ofSubscriptions(LocalMultiMapStats::getGetOperationCount)).isEqualTo(gets);
        second.watch("pears");
        assertThat(ofSubscriptions(LocalMultiMapStats::getPutOperationCount)).isEqualTo(puts + 1);
    }

    @Test
    void theClusterIsNotAskedForEachChangeThatNobodyWatches() {
        long gets = ofSubscriptions(LocalMultiMapStats::getGetOperationCount);
        for (int i = 0; i < 2000; i++) {
            second.write("quinces", "r" + i % 7, "{}");
        }
        RecordingPeer peer = first.watch("quinces");
        untilHeard(second, peer, "quinces");
        assertThat(ofSubscriptions(LocalMultiMapStats::getGetOperationCount) - gets)
                .isBetween(1L, 20L);
    }

    @Test
    void aNodeThatComesMakesTheOthersLookAndIsNotBelievedWithoutTheSecret() {
        RecordingPeer onFirst = first.watch("figs");
        RecordingPeer onSecond = second.watch("figs");
        LOG.commit("figs", "lost", "{}");
        Node stranger = Node.start(2, "another one", NEVER);
        await().atMost(Duration.ofSeconds(20)).until(() -> onFirst.told().contains("created 1 lost"));

        stranger.write("figs", "strange", "{}");
        await().until(() -> onSecond.told().contains("created 2 strange"));
        await().until(() -> first.rejected().get() > 0 && second.rejected().get() > 0);
        RecordingPeer onStranger = stranger.watch("figs");
        stranger.write("figs", "own", "{}");
        await().until(() -> onStranger.told().contains("created 3 own"));

        LOG.commit("figs", "lost2", "{}");
        int looks = LOG.looks();
        stranger.stop();
        await().until(() -> LOG.looks() > looks && onFirst.told().contains("created 4 lost2"));
        first.rejected().set(0);
        second.rejected().set(0);
    }
}
