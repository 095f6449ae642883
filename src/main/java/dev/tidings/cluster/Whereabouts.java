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
 * @param listed whether this node is, or may be, itself one of the members
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
        List<InetAddress> addresses = addresses(cluster.host());
        if (addresses.isEmpty()) {
            throw noSuchHost("cluster.host", cluster.host());
        }
        InetAddress own = addresses.get(0);
        checkFree(own, cluster.port());
        checkFree(own, cluster.busPort());
        return new Whereabouts(
                own,
                cluster.members().stream().anyMatch(member -> member.port() == cluster.port() && isAt(member, own)));
    }

    /** One that no host is known as so far may be this node's own, which is known soon. */
    private static boolean isAt(Place member, InetAddress own) {
        List<InetAddress> addresses = addresses(member.host());
        return addresses.isEmpty() || addresses.contains(own);
    }

    /** Some may come later; where not one is known, the list is wrong. */
    private static void check(List<Place> members) {
        List<Place> unknown = members.stream()
                .filter(member -> addresses(member.host()).isEmpty())
                .toList();
        if (!unknown.isEmpty() && unknown.size() == members.size()) {
            throw noSuchHost("cluster.members", unknown.get(0).host());
        }
        unknown.forEach(member -> LOG.warn("cluster.members: no host is known as {} so far", member.host()));
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
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
