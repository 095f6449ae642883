package dev.tidings.cluster;

import java.util.List;

/**
 * Where a node is, and where the others may be.
 *
 * @param host the address on which it listens, and at which the others reach it
 * @param port of the membership; no other is taken where it is in use
 * @param busPort of the event bus
 * @param members where nodes may be, this one included; empty where there is a service
 * @param kubernetesService the DNS name of a headless service whose addresses are the nodes; null where there are members
 */
public record ClusterOptions(String host, int port, int busPort, List<Place> members, String kubernetesService) {

    /** A host, by name or address, and a port. */
    public record Place(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    public ClusterOptions {
        members = List.copyOf(members);
    }
}
