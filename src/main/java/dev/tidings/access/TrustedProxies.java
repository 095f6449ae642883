package dev.tidings.access;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The proxies that are believed when they say who sent them a request. Everybody else may say so too, and is not heard. */
public final class TrustedProxies {

    private static final Pattern BARE = Pattern.compile("\\[([^]]*)](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}");

    private final List<IpSubnetFilterRule> networks;

    private TrustedProxies(List<IpSubnetFilterRule> networks) {
        this.networks = networks;
    }

    /** Those at these addresses and in these networks ({@code 10.0.0.0/8}). */
    public static TrustedProxies of(Collection<String> networks) {
        return new TrustedProxies(networks.stream().map(TrustedProxies::rule).toList());
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        int whole = NetUtil.isValidIpV4Address(address) ? 32 : 128;
        int bits = slash < 0 ? whole : Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    /** Whether what the peer of a connection says of others is believed. */
    public boolean trust(String address) {
        return !networks.isEmpty() && parse(address).filter(this::trust).isPresent();
    }

    private boolean trust(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    /**
     * Who sent a request. Each proxy puts what it knows behind what it was told, and what the first of them was told may be
     * a lie: so they are followed from the last one back, as long as those that they name are trusted themselves.
     *
     * @param peer the other end of the connection, which is trusted
     * @param hops what the proxies say, the last one at the end
     */
    public Caller caller(String peer, List<Hop> hops) {
        String address = peer;
        String host = "";
        String proto = "";
        for (int i = hops.size() - 1; i >= 0; i--) {
            Hop hop = hops.get(i);
            host = hop.host().isEmpty() ? host : hop.host();
            proto = hop.proto().isEmpty() ? proto : hop.proto();
            Optional<InetAddress> before = parse(hop.from());
            address = before.map(InetAddress::getHostAddress).orElse(address);
            if (before.filter(this::trust).isEmpty()) {
                break;
            }
        }
        return new Caller(address, host, proto);
    }

    /** An address with or without a port; empty for a name that tells no address, as RFC 7239 section 6 allows. */
    private static Optional<InetAddress> parse(String text) {
        Matcher bare = BARE.matcher(text);
        String address = !bare.matches() ? text : bare.group(1) == null ? bare.group(2) : bare.group(1);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException odd) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", odd);
        }
    }
}
