package dev.tidings.settings;

import dev.tidings.model.TidingsException;
import dev.tidings.settings.ClusterSettings.Member;
import java.util.Set;

/** Reads what belongs to the cluster, and checks what of it belongs together. */
final class ClusterReader {

    private static final Set<String> ANYWHERE = Set.of("0.0.0.0", "::");

    private final Values values;

    ClusterReader(Values values) {
        this.values = values;
    }

    /** The cluster's settings; null where this node is on its own. What is unusable is refused in any case. */
    ClusterSettings read() {
        boolean enabled = values.get(KnownSettings.CLUSTER_ENABLED);
        ClusterSettings settings = new ClusterSettings(
                bare(values.get(KnownSettings.CLUSTER_HOST)),
                values.get(KnownSettings.CLUSTER_PORT),
                values.get(KnownSettings.CLUSTER_BUS_PORT),
                values.get(KnownSettings.CLUSTER_MEMBERS).stream()
                        .map(this::member)
                        .toList(),
                values.get(KnownSettings.CLUSTER_KUBERNETES_SERVICE),
                values.get(KnownSettings.CLUSTER_SECRET));
        if (!enabled) {
            return null;
        }
        checkStore();
        check(settings);
        return settings;
    }

    private void checkStore() {
        if (values.get(KnownSettings.STORE).startsWith("sqlite:")) {
            throw wrong(
                    KnownSettings.CLUSTER_ENABLED,
                    "the embedded store belongs to one node alone: set store.url to a PostgreSQL database that all share");
        }
    }

    private void check(ClusterSettings settings) {
        boolean listed = !settings.members().isEmpty();
        boolean service = settings.kubernetesService() != null;
        if (!listed && !service) {
            throw wrong(
                    KnownSettings.CLUSTER_ENABLED,
                    "where are the other nodes? set cluster.members or cluster.kubernetes.service");
        }
        if (listed && service) {
            throw wrong(
                    KnownSettings.CLUSTER_KUBERNETES_SERVICE,
                    "cluster.members is set too, and only one of the two can say where the nodes are");
        }
        if (settings.port() == settings.busPort()) {
            throw wrong(KnownSettings.CLUSTER_BUS_PORT, "must be another port than cluster.port");
        }
        if (ANYWHERE.contains(settings.host())) {
            throw wrong(KnownSettings.CLUSTER_HOST, "must be the one address at which the other nodes reach this node");
        }
        if (!Loopback.is(settings.host()) && settings.secret() == null) {
            throw wrong(
                    KnownSettings.CLUSTER_HOST,
                    "where others can reach the bus its messages must be signed: set cluster.secret");
        }
    }

    private Member member(String text) {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65535) {
            throw wrong(KnownSettings.CLUSTER_MEMBERS, "there is no such port: " + text);
        }
        return new Member(bare(text.substring(0, colon)), port);
    }

    private static String bare(String host) {
        return host.replaceAll("^\\[|]$", "");
    }

    private TidingsException wrong(Setting<?> setting, String why) {
        Given given = values.given().get(setting.name());
        return (given == null ? Given.value(setting.name(), setting.fallback(), "the defaults") : given).wrong(why);
    }
}
