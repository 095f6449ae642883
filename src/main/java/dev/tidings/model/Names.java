package dev.tidings.model;

/** The rules for the names that stand in paths. */
public final class Names {

    private static final int MAX_COLLECTION = 63;
    private static final int MAX_ID = 128;

    private Names() {}

    /** A collection: {@code [a-z][a-z0-9_-]{0,62}}. */
    public static boolean isCollection(String name) {
        if (name.isEmpty() || name.length() > MAX_COLLECTION || !isLower(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLower(c) || isDigit(c) || c == '_' || c == '-');
    }

    /** A resource's id: 1 to 128 of {@code A-Za-z0-9._~-}, the unreserved characters of RFC 3986, but no dot segment. */
    public static boolean isId(String id) {
        if (id.isEmpty() || id.length() > MAX_ID || id.equals(".") || id.equals("..")) {
            return false;
        }
        return id.chars().allMatch(c -> isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z') || "._~-".indexOf(c) >= 0);
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
