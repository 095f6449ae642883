package dev.tidings.cluster;

import static com.hazelcast.config.MultiMapConfig.ValueCollectionType.SET;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import dev.tidings.cluster.ClusterOptions.Place;
import java.net.InetAddress;
import java.time.Duration;

/** Makes Hazelcast's own settings of ours. */
final class HazelcastSetup {

    /** For so long nodes that start together ask each other who is the first. */
    private static final int SEARCH_SECONDS = 2;

    private HazelcastSetup() {}

    /**
     * The settings of a node that listens on this address.
     *
     * @param patience how long it tries to be let in by nodes that can be reached, in seconds at least
     */
    static Config of(ClusterOptions options, InetAddress address, Duration patience) {
        Config config = new Config();
        vertxMaps(config);
        config.setClusterName("tidings");
        config.getMetricsConfig().setEnabled(false);
        properties(config, address);
        // within no time at all the name of a service is not even looked up, and each node begins as a cluster of its
        // own
        config.setProperty("hazelcast.wait.seconds.before.join", options.kubernetesService() == null ? "0" : "1");
        config.setProperty("hazelcast.max.join.seconds", String.valueOf(patience.toSeconds()));
        network(config.getNetworkConfig(), options);
        join(config.getNetworkConfig().getJoin(), options);
        config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
        return config;
    }

    /** What Vert.x keeps in the cluster: as its own file says, which would take a quarter of a second to read. */
    private static void vertxMaps(Config config) {
        config.addMultiMapConfig(
                        new MultiMapConfig("__vertx.subs").setBackupCount(1).setValueCollectionType(SET))
                .addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1))
                .addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    }

    private static void properties(Config config, InetAddress address) {
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false") // the server leaves by itself
                .setProperty("hazelcast.socket.bind.any", "false")
                // it listens there and nowhere else, also where no interface is known by it, as 127.0.0.2
                .setProperty("hazelcast.local.localAddress", address.getHostAddress())
                .setProperty("hazelcast.prefer.ipv4.stack", address.getAddress().length == 4 ? "true" : "false")
                // a node that only stopped answers no look-up, and the others wait for it until it is out
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "10")
                .setProperty("hazelcast.partition.count", "31") // for some kilobytes; the same on all nodes for ever
                // nodes that did not find each other when they started look again, as after a partition
                .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
                .setProperty("hazelcast.merge.next.run.delay.seconds", "5")
                .setProperty("hazelcast.graceful.shutdown.max.wait", "5");
    }

    /** No list of interfaces: members that are given by name are not even tried where their address is not on it. */
    private static void network(NetworkConfig network, ClusterOptions options) {
        network.setPort(options.port()).setPortAutoIncrement(false).setPortCount(1);
    }

    private static void join(JoinConfig join, ClusterOptions options) {
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setConnectionTimeoutSeconds(SEARCH_SECONDS); // also where a service is asked
        if (options.kubernetesService() != null) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", options.kubernetesService())
                    .setProperty("service-port", String.valueOf(options.port()));
        } else {
            join.getTcpIpConfig()
                    .setEnabled(true)
                    .setMembers(options.members().stream().map(Place::toString).toList());
        }
    }

    /** Objects of no other classes are made of what comes in, whoever sends it. */
    private static JavaSerializationFilterConfig filter() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.getWhitelist()
                .addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.", "java.lang.", "java.util.");
        return filter;
    }
}
