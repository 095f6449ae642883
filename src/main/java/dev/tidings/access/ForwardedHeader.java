package dev.tidings.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Forwarded} (RFC 7239 section 4). For one value and one thread. */
public final class ForwardedHeader {

    private static final String MARKS = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2, beside letters and digits

    /** What ought to stand in quotes, and often does not. */
    private static final String AUTHORITY_MARKS = ":[]";

    private final String value;
    private int at;

    private ForwardedHeader(String value) {
        this.value = value;
    }

    /**
     * What its proxies say, in their order; empty where it is malformed, be it in a part that nobody asks for: then where one
     * proxy's words end is not known.
     *
     * @param value all its lines, joined with commas
     */
    public static Optional<List<Hop>> parse(String value) {
        try {
            return Optional.of(new ForwardedHeader(value).elements());
        } catch (Malformed known) {
            return Optional.empty();
        }
    }

    private List<Hop> elements() throws Malformed {
        List<Hop> hops = new ArrayList<>();
        do {
            element().ifPresent(hops::add);
        } while (take(','));
        if (at < value.length()) {
            throw new Malformed();
        }
        return hops;
    }

    /** None where nothing stands between two commas, which is allowed and says nothing, as between two semicolons. */
    private Optional<Hop> element() throws Malformed {
        Hop hop = null;
        do {
            skipSpace();
            if (at < value.length() && value.charAt(at) != ',' && value.charAt(at) != ';') {
                hop = pair(hop == null ? new Hop("", "", "") : hop);
                skipSpace();
            }
        } while (take(';'));
        return Optional.ofNullable(hop);
    }

    private Hop pair(Hop hop) throws Malformed {
        String name = token(MARKS).toLowerCase(Locale.ROOT);
        if (!take('=')) {
            throw new Malformed();
        }
        return with(hop, name, take('"') ? quoted() : token(MARKS + AUTHORITY_MARKS));
    }

    private static Hop with(Hop hop, String name, String value) {
        return switch (name) {
            case "for" -> new Hop(value, hop.host(), hop.proto());
            case "host" -> new Hop(hop.from(), value, hop.proto());
            case "proto" -> new Hop(hop.from(), hop.host(), value.toLowerCase(Locale.ROOT));
            default -> hop;
        };
    }

    private String token(String marks) throws Malformed {
        int from = at;
        while (at < value.length() && isPart(value.charAt(at), marks)) {
            at++;
        }
        if (at == from) {
            throw new Malformed();
        }
        return value.substring(from, at);
    }

    private static boolean isPart(char c, String marks) {
        return c < 128 && (Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0);
    }

    /** The rest of a quoted string, whose first quote was taken. */
    private String quoted() throws Malformed {
        StringBuilder text = new StringBuilder();
        while (!take('"')) {
            take('\\');
            if (at == value.length()) {
                throw new Malformed();
            }
            text.append(value.charAt(at++));
        }
        return text.toString();
    }

    private boolean take(char wanted) {
        boolean there = at < value.length() && value.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (take(' ') || take('\t')) {
            // the next one
        }
    }

    /** Not what RFC 7239 describes. */
    private static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed() {
            super("malformed", null, false, false);
        }
    }
}
