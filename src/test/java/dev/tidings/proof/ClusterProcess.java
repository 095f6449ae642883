package dev.tidings.proof;

import static org.awaitility.Awaitility.await;

import dev.tidings.store.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Nodes of the real jar that are one server: they share a PostgreSQL of their own, in which they have a database, and meet
 * on loopback. They are killed with this JVM's test, not with this JVM: close it.
 */
public final class ClusterProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "a secret of all";

    /** For nodes that live for seconds only: to compile everything well would take longer. */
    private static final List<String> SHORT_LIVED = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final PostgresServer postgres;
    private final List<ServerProcess> nodes = new ArrayList<>();

    private ClusterProcess(PostgresServer postgres) {
        this.postgres = postgres;
    }

    /** Starts them and waits until each is ready and knows all the others. */
    static ClusterProcess start(int count, Path directory) throws IOException {
        return start(count, directory, node -> SECRET);
    }

    /** @param secrets what each node signs its messages with, by its number */
    static ClusterProcess start(int count, Path directory, IntFunction<String> secrets) throws IOException {
        return start(count, directory, secrets, SHORT_LIVED);
    }

    /** The same with these options of their JVMs. */
    public static ClusterProcess start(int count, Path directory, List<String> jvm) throws IOException {
        return start(count, directory, node -> SECRET, jvm);
    }

    private static ClusterProcess start(int count, Path directory, IntFunction<String> secrets, List<String> jvm)
            throws IOException {
        PostgresServer postgres = PostgresServer.start("fsync=on", "synchronous_commit=on");
        ClusterProcess cluster = new ClusterProcess(postgres);
        try {
            cluster.setUp(count, directory, postgres.database().url(), secrets);
            cluster.nodes.forEach(
                    node -> node.withJvm(jvm.toArray(String[]::new)).launch());
            cluster.nodes.forEach(ServerProcess::awaitReady);
            cluster.awaitWhole();
            return cluster;
        } catch (RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private void setUp(int count, Path directory, String store, IntFunction<String> secrets) {
        List<Integer> ports =
                IntStream.range(0, count).mapToObj(i -> FreePort.pick()).toList();
        String members = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int i = 0; i < count; i++) {
            nodes.add(ServerProcess.in(directory.resolve("node-" + i))
                    .with("--store.url=" + store, "--watch.heartbeat=1s")
                    .with("--drain.delay=200ms", "--drain.time=1s")
                    .with("--cluster.enabled=true", "--cluster.host=127.0.0.1", "--cluster.members=" + members)
                    .with("--cluster.port=" + ports.get(i), "--cluster.busPort=" + FreePort.pick())
                    .with("--cluster.secret=" + secrets.apply(i)));
        }
    }

    ServerProcess node(int number) {
        return nodes.get(number);
    }

    List<ServerProcess> nodes() {
        return nodes;
    }

    public List<Endpoint> endpoints() {
        return nodes.stream().map(ServerProcess::endpoint).toList();
    }

    PostgresServer postgres() {
        return postgres;
    }

    /** Waits until every node knows all the others. */
    void awaitWhole() {
        nodes.forEach(node -> awaitMembers(node, nodes.size()));
    }

    /** Waits until this node knows so many, itself included. */
    void awaitMembers(ServerProcess node, int count) {
        await().atMost(PATIENCE)
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
        postgres.close();
    }
}
