package dev.tidings.proof;

import static org.awaitility.Awaitility.await;

import dev.tidings.DisturbedNode;
import dev.tidings.proof.Blueprint.Trait;
import dev.tidings.relay.Moment;
import dev.tidings.relay.Partition;
import dev.tidings.relay.Trap;
import dev.tidings.store.PostgresServer;
import dev.tidings.store.PostgresServer.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Nodes that are one server: they share a PostgreSQL of their own, which each reaches through a trap, and meet on loopback.
 * They are killed with this JVM's test, not with this JVM: close it.
 */
public final class ClusterProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SERVICE = "nodes.test";

    private final PostgresServer postgres;
    private final Database database;
    private final List<ServerProcess> nodes = new ArrayList<>();
    private final List<Trap> traps = new ArrayList<>();
    private final Partition partition;

    private ClusterProcess(PostgresServer postgres, int count) {
        this.postgres = postgres;
        this.database = postgres.database();
        this.partition = new Partition(count, node -> nodes.get(node).pid());
    }

    /** Starts them and waits until each is ready and knows all the others. */
    public static ClusterProcess start(Blueprint plan) throws IOException {
        PostgresServer postgres = PostgresServer.start("fsync=on", "synchronous_commit=on");
        ClusterProcess cluster = new ClusterProcess(postgres, plan.nodes());
        try {
            cluster.setUp(plan);
            cluster.nodes.forEach(ServerProcess::launch);
            cluster.nodes.forEach(ServerProcess::awaitReady);
            cluster.awaitWhole();
            return cluster;
        } catch (IOException | RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private void setUp(Blueprint plan) throws IOException {
        List<NodePlace> places = new ArrayList<>(
                plan.has(Trait.FOUND_BY_NAME) ? NodePlace.asPods(plan.nodes()) : NodePlace.onOneMachine(plan.nodes()));
        for (int i = 0; i < plan.nodes(); i++) {
            traps.add(new Trap(postgres.port()));
            if (plan.disturbance()
                    .isPresent()) { // then none is listed under the port that it knows: each needs another
                places.set(i, places.get(i).behind(partition, i));
            }
        }
        for (int i = 0; i < plan.nodes(); i++) {
            nodes.add(node(plan, i, places.get(i)));
        }
        if (plan.has(Trait.FOUND_BY_NAME)) {
            findByName(plan, places);
        } else {
            String members = places.stream().map(NodePlace::toString).collect(Collectors.joining(","));
            nodes.forEach(node -> node.with("--cluster.members=" + members));
        }
    }

    private void findByName(Blueprint plan, List<NodePlace> places) throws IOException {
        String lines = places.stream().map(place -> place.named(SERVICE)).collect(Collectors.joining());
        Path hosts = Files.writeString(Files.createDirectories(plan.directory()).resolve("hosts"), lines);
        nodes.forEach(node -> node.withProperty("jdk.net.hosts.file", hosts.toString())
                .with("--cluster.kubernetes.service=" + SERVICE));
    }

    private ServerProcess node(Blueprint plan, int number, NodePlace place) {
        int database = plan.has(Trait.WITHOUT_TRAPS)
                ? postgres.port()
                : traps.get(number).port();
        ServerProcess node = ServerProcess.in(plan.directory().resolve("node-" + number))
                .withJvm(plan.jvm().toArray(String[]::new))
                .with("--store.url=" + this.database.url(database), "--watch.heartbeat=2s")
                .with("--drain.delay=1s", "--drain.time=1s")
                .with("--cluster.enabled=true", "--cluster.host=" + place.host())
                .with("--cluster.port=" + place.member(), "--cluster.busPort=" + place.bus())
                .with("--cluster.secret=" + plan.secrets().apply(number))
                .with(plan.settings().toArray(String[]::new));
        plan.disturbance().ifPresent(seed -> node.running(DisturbedNode.class)
                .withProperty(DisturbedNode.SEED, String.valueOf(seed + number))
                .withProperty(DisturbedNode.BUS_PORT, String.valueOf(place.toldBus()))
                .withProperty("hazelcast.local.publicAddress", place.toString()));
        return node;
    }

    ServerProcess node(int number) {
        return nodes.get(number);
    }

    List<ServerProcess> nodes() {
        return nodes;
    }

    /** What all of them wrote, for who looks for the cause of a failure. */
    String logs() {
        return nodes.stream().map(ServerProcess::log).collect(Collectors.joining("\n\n", "the nodes' logs:\n", "\n"));
    }

    public List<Endpoint> endpoints() {
        return nodes.stream().map(ServerProcess::endpoint).toList();
    }

    PostgresServer postgres() {
        return postgres;
    }

    /** One that writes at the first of these nodes and hears at the second. */
    Echo echo(int from, int to, String collection) throws IOException, InterruptedException {
        return Echo.between(nodes.get(from).endpoint(), nodes.get(to).endpoint(), collection);
    }

    /** What lies between the nodes; only disturbed ones can be cut off. */
    Partition partition() {
        return partition;
    }

    /**
     * Lets one of these nodes end by SIGKILL, the first that comes to this moment.
     *
     * @return completes with its number when it is gone
     */
    CompletableFuture<Integer> killAt(Moment moment, int... anyOf) {
        CompletableFuture<Integer> killed = new CompletableFuture<>();
        AtomicBoolean taken = new AtomicBoolean();
        for (int node : anyOf) {
            traps.get(node).set(moment, () -> {
                if (!taken.getAndSet(true)) {
                    traps.forEach(Trap::unset);
                    nodes.get(node).kill();
                    killed.complete(node);
                }
            });
        }
        return killed;
    }

    /** Nobody is killed any more at a moment that has not come yet. */
    void spare() {
        traps.forEach(Trap::unset);
    }

    /** Waits until every node knows all the others. */
    void awaitWhole() {
        nodes.forEach(node -> awaitMembers(node, nodes.size()));
    }

    /** Waits until this node knows so many, itself included. */
    void awaitMembers(ServerProcess node, int count) {
        awaitMembers(node, count, PATIENCE);
    }

    void awaitMembers(ServerProcess node, int count, Duration patience) {
        await().atMost(patience)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Metrics.of(node.endpoint()).sum("tidings_cluster_members") == count);
    }

    /** This figure of all nodes together. */
    double sum(String metric) throws IOException {
        double sum = 0;
        for (Endpoint endpoint : endpoints()) {
            sum += Metrics.of(endpoint).sum(metric);
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(ServerProcess::close);
        partition.close();
        for (Trap trap : traps) {
            trap.close();
        }
        postgres.close();
    }
}
