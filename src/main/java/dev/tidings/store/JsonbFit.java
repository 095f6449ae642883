package dev.tidings.store;

/**
 * Tells which JSON texts PostgreSQL's jsonb can hold. It refuses an escaped zero and numbers beyond its own range, and with
 * them the whole transaction; so it is asked before. Careful: of what it could just hold some is not given to it.
 */
final class JsonbFit {

    /** How long a number may be, and how large its exponent. */
    private static final int MAX_NUMBER = 400;

    private JsonbFit() {}

    /**
     * Whether it fits.
     *
     * @param json a valid text
     */
    static boolean holds(String json) {
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c == '"') {
                i = endOfString(json, i + 1);
            } else if (c == '-' || isDigit(c)) {
                i = endOfNumber(json, i);
            } else {
                i++;
            }
            if (i < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where it goes on behind the string; negative where it does not fit. */
    private static int endOfString(String json, int start) {
        int i = start;
        while (json.charAt(i) != '"') {
            if (json.charAt(i) == '\\') {
                if (json.startsWith("u0000", i + 1)) {
                    return -1;
                }
                i++;
            }
            i++;
        }
        return i + 1;
    }

    private static int endOfNumber(String json, int start) {
        int end = start;
        int exponent = -1;
        while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
            exponent = Character.toLowerCase(json.charAt(end)) == 'e' ? end + 1 : exponent;
            end++;
        }
        boolean fits =
                end - start <= MAX_NUMBER && (exponent < 0 || isAtMost(MAX_NUMBER, json.substring(exponent, end)));
        return fits ? end : -1;
    }

    /** Whether the exponent of a number, if it has one, is no larger than that. */
    static boolean isExponentWithin(String number, int most) {
        int at = Math.max(number.indexOf('e'), number.indexOf('E'));
        return at < 0 || isAtMost(most, number.substring(at + 1));
    }

    private static boolean isAtMost(int most, String exponent) {
        int magnitude = 0;
        for (int i = 0; i < exponent.length() && magnitude <= most; i++) {
            magnitude = isDigit(exponent.charAt(i)) ? magnitude * 10 + exponent.charAt(i) - '0' : magnitude;
        }
        return magnitude <= most;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
