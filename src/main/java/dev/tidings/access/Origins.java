package dev.tidings.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * The origins (RFC 6454) whose pages may write here, watch, and read across origins: the server's own, and those that the
 * settings allow.
 */
public final class Origins {

    private final Set<String> allowed;

    public Origins(Collection<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /**
     * Whether pages of this origin are let in.
     *
     * @param origin the header's value
     * @param authority the host and port that the request was sent to, which make an origin the server's own
     */
    public boolean allow(String origin, String authority) {
        return allowed.contains(origin) || isOwn(origin, authority);
    }

    /**
     * Whether a write may go on. Who sends no origin is no browser and passes, unless it says itself that it is one on
     * another site's page: no page writes to a server on its reader's own machine.
     *
     * @param origin the header's value; null where there is none
     * @param fetchSite the value of {@code Sec-Fetch-Site}; null where there is none
     */
    public boolean mayWrite(String origin, String fetchSite, String authority) {
        return origin == null ? !"cross-site".equals(fetchSite) : allow(origin, authority);
    }

    private static boolean isOwn(String origin, String authority) {
        int end = origin.indexOf("://");
        if (end < 0) {
            return false;
        }
        String defaultPort =
                switch (origin.substring(0, end)) {
                    case "http" -> ":80";
                    case "https" -> ":443";
                    default -> null;
                };
        return defaultPort != null
                && bare(origin.substring(end + 3), defaultPort).equals(bare(authority, defaultPort));
    }

    private static String bare(String authority, String defaultPort) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(defaultPort) ? lower.substring(0, lower.length() - defaultPort.length()) : lower;
    }
}
