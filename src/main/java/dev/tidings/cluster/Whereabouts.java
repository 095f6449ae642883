package dev.tidings.cluster;

import dev.tidings.cluster.ClusterOptions.Place;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the names of the options lead to.
 *
 * @param own the address of this node
 * @param listed whether this node is itself one of the members
 */
record Whereabouts(InetAddress own, boolean listed) {

    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    /**
     * Asks the DNS, which blocks, and whether the ports are free.
     *
     * @throws TidingsException {@code INVALID} where the own host name, or every name of a member, leads nowhere, {@code
     *     UNAVAILABLE} where a port cannot be listened on
     */
    static Whereabouts of(ClusterOptions cluster) {
        check(cluster.members());
        InetAddress own = address(cluster.host());
        if (own == null) {
            throw noSuchHost("cluster.host", cluster.host());
        }
        checkFree(own, cluster.port());
        checkFree(own, cluster.busPort());
        boolean listed = cluster.members().stream()
                .anyMatch(member -> member.port() == cluster.port() && own.equals(address(member.host())));
        return new Whereabouts(own, listed);
    }

    /** Some may come later; where not one is known, the list is wrong. */
    private static void check(List<Place> members) {
        List<Place> unknown = members.stream()
                .filter(member -> address(member.host()) == null)
                .toList();
        if (!unknown.isEmpty() && unknown.size() == members.size()) {
            throw noSuchHost("cluster.members", unknown.get(0).host());
        }
        unknown.forEach(member -> LOG.warn("cluster.members: no host is known as {} so far", member.host()));
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            return null;
        }
    }

    private static TidingsException noSuchHost(String setting, String host) {
        return TidingsException.of(Code.INVALID, setting + ": no such host: " + host);
    }

    /** Said here in one line, since what the libraries say of it takes a page. */
    private static void checkFree(InetAddress address, int port) {
        try (ServerSocket taken = new ServerSocket(port, 1, address)) {
            LOG.debug("{} is free", taken);
        } catch (IOException failure) {
            String place = new Place(address.getHostAddress(), port).toString();
            String why = "cannot listen on %s for the cluster: %s".formatted(place, failure.getMessage());
            throw TidingsException.of(Code.UNAVAILABLE, why, failure);
        }
    }
}
