package dev.tidings.cluster;

import dev.tidings.cluster.ClusterOptions.Place;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's place in the cluster. Closing its Vert.x leaves the cluster, in some seconds at most. Safe for any thread.
 */
public final class ClusterNode {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

    /** What waits for a node that does not answer any more is kept in memory, so it must not be waited for long. */
    private static final int CONNECT_MILLIS = 2_000;

    /**
     * While a node does not answer and is not out yet, each question to it holds a thread for up to ten seconds; those of
     * connections, which stay on this node, must not wait behind them.
     */
    private static final int WORKERS = 100;

    private static final long PING_MILLIS = 3_000;

    /** Nodes that start at the same time have found each other by then. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /** Long enough for the others to put a node out that does not answer, and then to let this one in. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final HazelcastNodes nodes;

    private ClusterNode(Vertx vertx, HazelcastNodes nodes) {
        this.vertx = vertx;
        this.nodes = nodes;
    }

    /**
     * Joins the others. A node that is one of the members, or is told of a service, is a cluster of its own where it finds
     * no other, and joins them when they can be reached: of nodes that start together none has to be the first. One that is
     * told only of others waits for one of them.
     *
     * @param options of the Vert.x that is made; its event bus and its workers are set here
     * @return fails with a {@link TidingsException}: {@code INVALID} where a host name leads nowhere, {@code UNAVAILABLE}
     *     where a port cannot be listened on, and after half a minute where a member takes connections and no more, or
     *     where none is found and this node is none of them
     */
    public static Future<ClusterNode> join(VertxOptions options, ClusterOptions cluster) {
        return join(options, cluster, PATIENCE);
    }

    static Future<ClusterNode> join(VertxOptions options, ClusterOptions cluster, Duration patience) {
        return lookUp(cluster).compose(where -> join(options, cluster, where, patience));
    }

    /**
     * Not on the caller's thread, since it blocks; nor on one of Vert.x, which is made of what comes of it. Not on a daemon
     * either: until Vert.x is there nothing else may keep the process.
     */
    private static Future<Whereabouts> lookUp(ClusterOptions cluster) {
        Promise<Whereabouts> found = Promise.promise();
        Runnable look = () -> {
            try {
                found.complete(Whereabouts.of(cluster));
            } catch (RuntimeException failure) {
                found.fail(failure);
            }
        };
        new Thread(look, "tidings-look-up").start();
        return found.future();
    }

    private static Future<ClusterNode> join(
            VertxOptions options, ClusterOptions cluster, Whereabouts where, Duration patience) {
        HazelcastNodes nodes = new HazelcastNodes(HazelcastSetup.of(cluster, where.own(), patience));
        options.setEventBusOptions(bus(cluster, where.own())).setWorkerPoolSize(WORKERS);
        boolean mayBeFirst = where.listed() || cluster.members().isEmpty();
        return Vertx.builder()
                .with(options)
                .withClusterManager(nodes)
                .buildClustered()
                .map(vertx -> new ClusterNode(vertx, nodes))
                .recover(failure -> notLetIn(failure, patience))
                .compose(node -> mayBeFirst ? Future.succeededFuture(node) : node.withOthers(cluster, patience))
                .onSuccess(node -> LOG.info("joined: {} nodes work together", node.members()))
                .onSuccess(node ->
                        node.vertx.setTimer(TOGETHER.toMillis(), later -> node.tellOfMissing(cluster.members())));
    }

    /** Waits for one of the others: a mistyped list, which names nobody, would otherwise go unnoticed. */
    private Future<ClusterNode> withOthers(ClusterOptions cluster, Duration patience) {
        Promise<ClusterNode> found = Promise.promise();
        Runnable look = () -> {
            if (members() > 1) {
                found.tryComplete(this);
            }
        };
        onMembershipChange(() -> vertx.runOnContext(changed -> look.run()));
        look.run();
        if (!found.future().isComplete()) {
            LOG.info("cluster.members: nobody found at {} so far; waiting for one of them", list(cluster.members()));
        }
        long timer = vertx.setTimer(patience.toMillis(), late -> {
            look.run(); // a node that stood still meanwhile has not heard of it
            found.tryFail(alone(cluster, patience));
        });
        return found.future().onSuccess(node -> vertx.cancelTimer(timer)).recover(failure -> vertx.close()
                .transform(left -> Future.failedFuture(failure)));
    }

    private static TidingsException alone(ClusterOptions cluster, Duration patience) {
        String why =
                "cluster.members: nobody found at %s for %d s; start one of them, or where this node may be the first"
                        + " list it too, as cluster.host and cluster.port say: %s";
        Place own = new Place(cluster.host(), cluster.port());
        return TidingsException.of(Code.UNAVAILABLE, why.formatted(list(cluster.members()), patience.toSeconds(), own));
    }

    private static String list(List<Place> places) {
        return places.stream().map(Place::toString).collect(Collectors.joining(", "));
    }

    /** They may be down, or a port is mistyped. */
    private void tellOfMissing(List<Place> members) {
        vertx.executeBlocking(() -> members.stream()
                        .filter(member -> !nodes.include(member))
                        .toList())
                .onSuccess(missing -> {
                    if (!missing.isEmpty()) {
                        LOG.warn(
                                "cluster.members: {} not found so far; whom it can reach later it joins",
                                list(missing));
                    }
                })
                .onFailure(left -> LOG.debug("who is missing is not known", left));
    }

    /** Hazelcast says only that it did not start, and does so where a member is there and does not let it in. */
    private static Future<ClusterNode> notLetIn(Throwable failure, Duration patience) {
        if (failure instanceof IllegalStateException) {
            String why = "cannot join the cluster: for %d s no node let this one in, though one takes connections;"
                    + " does it stand still, or is it no node of this cluster? See cluster.members";
            return Future.failedFuture(
                    TidingsException.of(Code.UNAVAILABLE, why.formatted(patience.toSeconds()), failure));
        }
        String why = "cannot join the cluster: " + failure.getMessage();
        return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, why, failure));
    }

    private static EventBusOptions bus(ClusterOptions cluster, InetAddress address) {
        EventBusOptions bus = new EventBusOptions()
                .setHost(address.getHostAddress())
                .setPort(cluster.busPort())
                .setClusterPingInterval(PING_MILLIS)
                .setClusterPingReplyInterval(PING_MILLIS);
        bus.setConnectTimeout(CONNECT_MILLIS);
        return bus;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** How many nodes work together, this one included; 0 once it has left, or is out for good. */
    public int members() {
        return nodes.count();
    }

    /** Runs this whenever nodes come or go, on a thread of the cluster's: it must not block. */
    public void onMembershipChange(Runnable action) {
        nodes.onMembershipChange(action);
    }
}
