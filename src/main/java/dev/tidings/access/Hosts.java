package dev.tidings.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host names that the server answers to. A page whose own name was made to resolve to this machine (DNS rebinding)
 * still sends its own name: it gets nothing.
 */
public final class Hosts {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    private Hosts(Set<String> names) {
        this.names = names;
    }

    /** The local names and these. */
    public static Hosts localAnd(Collection<String> more) {
        return new Hosts(Stream.concat(LOCAL.stream(), more.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the name is one of these; {@code authority} is {@code host} or {@code host:port}. */
    public boolean answerTo(String authority) {
        return names.contains(nameOf(authority).toLowerCase(Locale.ROOT));
    }

    private static String nameOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
