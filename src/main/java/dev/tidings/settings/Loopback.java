package dev.tidings.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells whether a host, as settings name it, can be reached from this machine only. */
final class Loopback {

    /** What cannot be a DNS name, so that asking what it is never asks the network. */
    private static final Pattern LITERAL = Pattern.compile("\\[?[0-9a-fA-F:]*:[0-9a-fA-F:.]*]?|[0-9.]+");

    private Loopback() {}

    /** True for {@code localhost} and for literal loopback addresses; any other name could lead anywhere. */
    static boolean is(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return LITERAL.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }
}
