package dev.tidings.access;

/**
 * Who sent a request, seen past the proxies that are believed.
 *
 * @param address the client's address, without a port
 * @param host the host and port that it asked for; empty where no proxy tells: then the request says it itself
 * @param proto the scheme that it used; empty where no proxy tells
 */
public record Caller(String address, String host, String proto) {

    /**
     * What two accounts of the same request agree on, where a proxy may have written one and passed the other on unread.
     *
     * @param peer who it is where they do not agree on that
     */
    public Caller and(Caller other, String peer) {
        return address.equals(other.address)
                ? new Caller(address, same(host, other.host), same(proto, other.proto))
                : direct(peer);
    }

    private static String same(String one, String other) {
        return one.equals(other) ? one : "";
    }

    /** One who is not to be seen past. */
    public static Caller direct(String address) {
        return new Caller(address, "", "");
    }
}
