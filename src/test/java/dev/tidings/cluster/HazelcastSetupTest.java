package dev.tidings.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import dev.tidings.cluster.ClusterOptions.Place;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HazelcastSetupTest {

    private static Config config(List<Place> members, String service) {
        InetAddress address = InetAddress.getLoopbackAddress();
        return HazelcastSetup.of(
                new ClusterOptions("localhost", 5801, 5802, members, service), address, Duration.ofSeconds(9));
    }

    @Test
    void aMemberListIsTheOnlyWayToFindOthers() {
        List<Place> members = List.of(new Place("a.example", 5701), new Place("fd00::2", 5702));
        JoinConfig join = config(members, null).getNetworkConfig().getJoin();
        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(join.getTcpIpConfig().getMembers()).containsExactly("a.example:5701", "[fd00::2]:5702");
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    }

    @Test
    void aHeadlessServiceIsTheOnlyWayToFindOthers() {
        JoinConfig join = config(List.of(), "nodes.example").getNetworkConfig().getJoin();
        assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
        assertThat(join.getKubernetesConfig().getProperty("service-dns")).isEqualTo("nodes.example");
        assertThat(join.getKubernetesConfig().getProperty("service-port")).isEqualTo("5801");
        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    }

    @Test
    void aNodeListensAtOneAddressAndOnePort() {
        Config config = config(List.of(new Place("a", 1)), null);
        NetworkConfig network = config.getNetworkConfig();
        assertThat(network.getPort()).isEqualTo(5801);
        assertThat(network.isPortAutoIncrement()).isFalse();
        assertThat(config.getProperty("hazelcast.local.localAddress")).isEqualTo("127.0.0.1");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    }

    @Test
    void aNodeThatDoesNotAnswerIsOutAfterTenSeconds() {
        assertThat(config(List.of(new Place("a", 1)), null).getProperty("hazelcast.max.no.heartbeat.seconds"))
                .isEqualTo("10");
    }

    @Test
    void whatVertxKeepsInTheClusterIsKeptAsItsOwnFileSays() {
        Config vertx = ConfigUtil.loadConfig();
        Config ours = config(List.of(new Place("a", 1)), null);

        assertThat(vertx.getMapConfigs()).isNotEmpty();
        assertThat(ours.getMapConfigs()).isEqualTo(vertx.getMapConfigs());
        assertThat(ours.getMultiMapConfigs())
                .isEqualTo(vertx.getMultiMapConfigs())
                .isNotEmpty();
    }
}
