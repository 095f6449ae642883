package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.tidings.cluster.ClusterOptions.Place;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClusterNodeIT {

    private static final String HOST = "127.0.0.1";

    /** Where nobody listens. */
    private static final Place NOBODY = new Place(HOST, 1);

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(ClusterNode.class);

    private static final Logger LOGGER_OF_NODES = (Logger) LoggerFactory.getLogger(HazelcastNodes.class);

    private final List<ClusterNode> nodes = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>(); // the nodes' threads write to it
        log.start();
        LOGGER.addAppender(log);
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @AfterEach
    void close() throws Exception {
        LOGGER.detachAppender(log);
        LOGGER_OF_NODES.detachAppender(log);
        for (ClusterNode node : nodes) {
            done(node.vertx().close());
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private ClusterNode join(int port, int busPort, List<Place> members) throws Exception {
        ClusterOptions options = new ClusterOptions(HOST, port, busPort, members, null);
        ClusterNode node = done(ClusterNode.join(new VertxOptions().setEventLoopPoolSize(1), options));
        nodes.add(node);
        return node;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void isRefused(ExecutionException failure, Code code, String... words) {
        isRefused(failure.getCause(), code, words);
    }

    private static void isRefused(Throwable failure, Code code, String... words) {
        assertThat(failure).isInstanceOfSatisfying(TidingsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.detail()).contains(words).doesNotContain("\n");
        });
    }

    @Test
    void aNodeThatFindsNobodyStartsAndIsFoundByTheNextOne() throws Exception {
        Place here = new Place(HOST, freePort());
        Place there = new Place(HOST, freePort());
        ClusterNode early = join(here.port(), freePort(), List.of(here, there, new Place("nobody.invalid", 5701)));
        assertThat(early.members()).isEqualTo(1);
        String missing = "cluster.members: " + there + ", nobody.invalid:5701 not found";
        await().until(() -> warnings().stream().anyMatch(said -> said.contains(missing)));
        log.list.clear();
        AtomicInteger changes = new AtomicInteger();
        early.onMembershipChange(changes::incrementAndGet);

        ClusterNode late = join(there.port(), freePort(), List.of(here));
        assertThat(late.members()).isEqualTo(2);
        await().until(() -> early.members() == 2 && changes.get() > 0);

        nodes.remove(late);
        done(late.vertx().close());
        assertThat(late.members()).isZero();
        assertThat(warnings()).isEmpty();
        await().until(() -> early.members() == 1 && changes.get() > 1);
    }

    /** As Hazelcast does where it cannot join those that it wanted to merge with. */
    @Test
    void aNodeWhoseMembershipEndsByItselfSaysSo() throws Exception {
        LOGGER_OF_NODES.addAppender(log);
        Place here = new Place(HOST, freePort());
        ClusterNode node = join(here.port(), freePort(), List.of(here));
        Hazelcast.getAllHazelcastInstances().stream()
                .filter(instance ->
                        instance.getCluster().getLocalMember().getAddress().getPort() == here.port())
                .forEach(HazelcastInstance::shutdown);
        assertThat(node.members()).isZero();
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("out of the cluster for good");
    }

    @Test
    void aHostThatNobodyKnowsIsAWrongSetting() {
        assertThatThrownBy(() -> join(freePort(), freePort(), List.of(new Place("nobody.invalid", 5701))))
                .isInstanceOfSatisfying(
                        ExecutionException.class,
                        failure -> isRefused(failure, Code.INVALID, "cluster.members", "nobody.invalid"));
    }

    @Test
    void aMemberThatGreetsAndSaysNoMoreEndsTheStart() throws Exception {
        try (HangingMember member = new HangingMember()) {
            ClusterOptions options =
                    new ClusterOptions(HOST, freePort(), freePort(), List.of(new Place(HOST, member.port())), null);
            assertThatThrownBy(() -> done(ClusterNode.join(new VertxOptions(), options, Duration.ofSeconds(2))))
                    .isInstanceOfSatisfying(
                            ExecutionException.class,
                            failure -> isRefused(
                                    failure, Code.UNAVAILABLE, "no node let this one in", "See cluster.members"));
        }
    }

    @Test
    void aNodeThatIsToldOnlyOfOthersEndsItsStartWhereNobodyIsFound() throws Exception {
        int port = freePort();
        int busPort = freePort();
        ClusterOptions options = new ClusterOptions(HOST, port, busPort, List.of(NOBODY), null);
        Future<ClusterNode> start = ClusterNode.join(new VertxOptions(), options, Duration.ofSeconds(5));
        assertThatThrownBy(() -> done(start)).isInstanceOf(ExecutionException.class);
        isRefused(start.cause(), Code.UNAVAILABLE, "cluster.members: nobody found at " + NOBODY, "list it too");
        isRefused(start.cause(), Code.UNAVAILABLE, "cluster.host", HOST + ":" + port);
        for (int let : List.of(port, busPort)) {
            try (ServerSocket free = new ServerSocket(let, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound()).isTrue();
            }
        }
    }

    /** Of a list of names each may be this node's own, and be known only once it is ready. */
    @Test
    void aNodeWhoseNameIsNotKnownYetMayBeTheFirst() throws Exception {
        int port = freePort();
        ClusterNode node = join(port, freePort(), List.of(NOBODY, new Place("nobody.invalid", port)));
        assertThat(node.members()).isEqualTo(1);
    }

    @Test
    void aMemberIsFoundByTheNameOfItsHost() throws Exception {
        Place first = new Place(HOST, freePort());
        join(first.port(), freePort(), List.of(first));
        List<Place> byName = List.of(new Place("localhost", first.port()));
        ClusterOptions elsewhere = new ClusterOptions("127.0.0.2", freePort(), freePort(), byName, null);
        ClusterNode second = done(ClusterNode.join(new VertxOptions().setEventLoopPoolSize(1), elsewhere));
        nodes.add(second);
        assertThat(second.members()).isEqualTo(2);
        try (ServerSocket there = new ServerSocket(elsewhere.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(there.isBound())
                    .as("it listens at its own address alone")
                    .isTrue();
        }
    }

    @Test
    void nodesThatAreToldOnlyOfEachOtherStartTogether() throws Exception {
        Place one = new Place(HOST, freePort());
        Place two = new Place(HOST, freePort());
        List<Future<ClusterNode>> starts = List.of(start(one, two), start(two, one));
        for (Future<ClusterNode> start : starts) {
            nodes.add(done(start));
        }
        assertThat(nodes).allMatch(node -> node.members() == 2);
    }

    private static Future<ClusterNode> start(Place own, Place other) throws IOException {
        ClusterOptions options = new ClusterOptions(HOST, own.port(), freePort(), List.of(other), null);
        return ClusterNode.join(new VertxOptions().setEventLoopPoolSize(1), options);
    }

    @Test
    void aServiceThatHasNoNodesYetIsNoReasonNotToStart() throws Exception {
        ClusterOptions options = new ClusterOptions(HOST, freePort(), freePort(), List.of(), "nobody.invalid");
        ClusterNode node = done(ClusterNode.join(new VertxOptions().setEventLoopPoolSize(1), options));
        nodes.add(node);
        assertThat(node.members()).isEqualTo(1);
    }

    @Test
    void anAddressOfAnotherMachineIsSaid() throws Exception {
        ClusterOptions options = new ClusterOptions("192.0.2.1", freePort(), freePort(), List.of(NOBODY), null);
        assertThatThrownBy(() -> done(ClusterNode.join(new VertxOptions(), options)))
                .isInstanceOfSatisfying(
                        ExecutionException.class,
                        failure -> isRefused(failure, Code.UNAVAILABLE, "cannot listen on 192.0.2.1:"));
    }

    @Test
    void aPortThatIsInUseIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            List<Place> members = List.of(new Place(HOST, port));
            assertThatThrownBy(() -> join(port, freePort(), members))
                    .isInstanceOfSatisfying(
                            ExecutionException.class,
                            failure -> isRefused(failure, Code.UNAVAILABLE, "cannot listen on " + HOST + ":" + port));
            assertThatThrownBy(() -> join(freePort(), port, members))
                    .isInstanceOfSatisfying(
                            ExecutionException.class,
                            failure -> isRefused(failure, Code.UNAVAILABLE, "cannot listen on " + HOST + ":" + port));
        }
    }
}
