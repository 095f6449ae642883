package dev.tidings.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.settings.ClusterSettings.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterReaderTest {

    private static final Map<String, String> ENABLED =
            Map.of("cluster.enabled", "true", "store.url", "postgresql://tidings:hidden@db/tidings");

    private static ClusterSettings read(Map<String, String> more) {
        Map<String, Given> given = new HashMap<>();
        ENABLED.forEach((name, text) -> given.put(name, Given.value(name, text, "here")));
        more.forEach((name, text) -> given.put(name, Given.value(name, text, "here")));
        return new ClusterReader(new Values(given)).read();
    }

    @Test
    void aNodeIsOnItsOwnUnlessItIsToldOtherwise() {
        assertThat(read(Map.of("cluster.enabled", "false", "cluster.members", "a:1")))
                .isNull();
    }

    @Test
    void membersAreNamedByHostAndPort() {
        assertThat(read(Map.of("cluster.members", "node-1.example:5701, [fd00::2]:5801")))
                .isEqualTo(new ClusterSettings(
                        "127.0.0.1",
                        5701,
                        5702,
                        List.of(new Member("node-1.example", 5701), new Member("fd00::2", 5801)),
                        null,
                        null));
    }

    @Test
    void aHeadlessServiceNamesThemAsWell() {
        ClusterSettings settings = read(Map.of(
                "cluster.kubernetes.service", "tidings-nodes.default.svc.cluster.local",
                "cluster.host", "10.0.0.7",
                "cluster.secret", "of all nodes"));
        assertThat(settings.kubernetesService()).isEqualTo("tidings-nodes.default.svc.cluster.local");
        assertThat(settings.members()).isEmpty();
        assertThat(settings.secret()).isEqualTo("of all nodes");
        assertThat(settings).asString().doesNotContain("of all nodes");
    }

    @Test
    void theEmbeddedStoreIsForOneNode() {
        assertThatThrownBy(() -> read(Map.of("cluster.members", "a:1", "store.url", "sqlite:data/tidings.db")))
                .hasMessage("cluster.enabled: the embedded store belongs to one node alone: "
                        + "set store.url to a PostgreSQL database that all share (from here)");
        assertThatThrownBy(() -> Settings.of(Map.of("cluster.enabled", "true", "cluster.members", "a:1")))
                .hasMessageStartingWith("cluster.enabled: the embedded store ");
    }

    @Test
    void somethingMustSayWhereTheOthersAreAndOnlyOneThing() {
        assertThatThrownBy(() -> read(Map.of()))
                .hasMessageStartingWith("cluster.enabled: ")
                .hasMessageContaining("cluster.members or cluster.kubernetes.service");
        assertThatThrownBy(() -> read(Map.of("cluster.members", "a:1", "cluster.kubernetes.service", "b")))
                .hasMessageStartingWith("cluster.kubernetes.service: cluster.members is set too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "node-1", "fd00::2"})
    void whereOthersCanReachTheBusASecretIsNeeded(String host) {
        assertThatThrownBy(() -> read(Map.of("cluster.members", "a:1", "cluster.host", host)))
                .hasMessageStartingWith("cluster.host: ")
                .hasMessageContaining("set cluster.secret");
        assertThat(read(Map.of("cluster.members", "a:1", "cluster.host", host, "cluster.secret", "s")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "[::]"})
    void anAddressThatMeansAnyIsNoneAtWhichOthersReachANode(String host) {
        assertThatThrownBy(() -> read(Map.of("cluster.members", "a:1", "cluster.host", host, "cluster.secret", "s")))
                .hasMessageStartingWith("cluster.host: must be the one address");
    }

    @Test
    void portsAreTwoAndThere() {
        assertThatThrownBy(() -> read(Map.of("cluster.members", "a:1", "cluster.busPort", "5701")))
                .hasMessageStartingWith("cluster.busPort: must be another port");
        assertThatThrownBy(() -> read(Map.of("cluster.members", "a:1,b:70000")))
                .hasMessageStartingWith("cluster.members: there is no such port: b:70000");
    }
}
