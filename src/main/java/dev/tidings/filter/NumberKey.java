package dev.tidings.filter;

/**
 * One text for all the ways to write a number (RFC 8259 section 6): {@code 1.20}, {@code 12e-1} and {@code 0.12E1} have the
 * same, and no others have it. It is itself a way to write the number. Takes time in proportion to the text, whatever its
 * exponent: nothing is expanded.
 */
final class NumberKey {

    /** The digits that surely fit a long, with room for a sum. */
    private static final int SAFE_DIGITS = 17;

    private static final long SAFE = 100_000_000_000_000_000L;

    private NumberKey() {}

    /** The key of a well-formed number: its digits without zeros at either end, and the exponent of the last one. */
    static String of(String number) {
        int mantissaEnd = mantissaEnd(number);
        StringBuilder digits = new StringBuilder(number.length() + 4);
        long fraction = 0;
        boolean inFraction = false;
        for (int at = number.charAt(0) == '-' ? 1 : 0; at < mantissaEnd; at++) {
            char c = number.charAt(at);
            if (c == '.') {
                inFraction = true;
                continue;
            }
            fraction += inFraction ? 1 : 0;
            if (c != '0' || digits.length() > 0) {
                digits.append(c);
            }
        }
        int significant = withoutZeros(digits);
        if (significant == 0) {
            return "0";
        }
        long scale = digits.length() - significant - fraction;
        digits.setLength(significant);
        String exponent = plus(mantissaEnd == number.length() ? "0" : number.substring(mantissaEnd + 1), scale);
        digits.append(exponent.equals("0") ? "" : "e" + exponent);
        return number.charAt(0) == '-' ? digits.insert(0, '-').toString() : digits.toString();
    }

    private static int mantissaEnd(String number) {
        int at = 0;
        while (at < number.length() && number.charAt(at) != 'e' && number.charAt(at) != 'E') {
            at++;
        }
        return at;
    }

    private static int withoutZeros(CharSequence digits) {
        int length = digits.length();
        while (length > 0 && digits.charAt(length - 1) == '0') {
            length--;
        }
        return length;
    }

    /** The sum of a written exponent of any length and a number of digits. */
    private static String plus(String exponent, long more) {
        boolean negative = exponent.charAt(0) == '-';
        int first = negative || exponent.charAt(0) == '+' ? 1 : 0;
        while (first < exponent.length() - 1 && exponent.charAt(first) == '0') {
            first++;
        }
        int split = exponent.length() - SAFE_DIGITS;
        if (split <= first) {
            long value = Long.parseLong(exponent, first, exponent.length(), 10);
            return Long.toString((negative ? -value : value) + more);
        }
        long low = Long.parseLong(exponent, split, exponent.length(), 10) + (negative ? -more : more);
        int carry = low < 0 ? -1 : low >= SAFE ? 1 : 0;
        String high = step(exponent.substring(first, split), carry);
        String sum = high + Long.toString(low - carry * SAFE + SAFE).substring(1);
        return (negative ? "-" : "") + sum.substring(leadingZeros(sum));
    }

    /** A whole number above zero, one more or one less or the same. */
    private static String step(String number, int carry) {
        if (carry == 0) {
            return number;
        }
        char turning = carry > 0 ? '9' : '0';
        char turned = carry > 0 ? '0' : '9';
        StringBuilder out = new StringBuilder("0").append(number);
        int at = out.length() - 1;
        while (out.charAt(at) == turning) {
            out.setCharAt(at--, turned);
        }
        out.setCharAt(at, (char) (out.charAt(at) + carry));
        return out.toString();
    }

    private static int leadingZeros(String number) {
        int zeros = 0;
        while (zeros < number.length() - 1 && number.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros;
    }
}
