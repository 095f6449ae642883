package dev.tidings.settings;

import java.util.List;

/**
 * How this node works together with others.
 *
 * @param host the address at which the other nodes reach this one
 * @param port of the membership
 * @param busPort of the event bus
 * @param members where nodes are looked for; empty where {@code kubernetesService} names them
 * @param kubernetesService the DNS name of a headless service; null where {@code members} names the nodes
 * @param secret signs what goes over the bus; null for none, which is possible on loopback only
 */
public record ClusterSettings(
        String host, int port, int busPort, List<Member> members, String kubernetesService, String secret) {

    /** Where a node may be. */
    public record Member(String host, int port) {}

    public ClusterSettings {
        members = List.copyOf(members);
    }

    @Override
    public String toString() {
        return "ClusterSettings[host=" + host + ", port=" + port + ", busPort=" + busPort + ", members=" + members
                + ", kubernetesService=" + kubernetesService + ", secret=" + (secret == null ? "none" : "…") + "]";
    }
}
