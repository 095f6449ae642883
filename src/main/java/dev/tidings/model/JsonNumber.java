package dev.tidings.model;

/**
 * The exact order of JSON numbers, by their texts: sign, then exponent, then digits. No number is ever expanded, so
 * {@code 1e99999999999999999999} costs as much as any other text of its length.
 *
 * <p>Its callers give well-formed numbers (RFC 8259 section 6), as {@link JsonText} has read them.
 */
public final class JsonNumber {

    /** Past this, two exponents are farther apart than the digits of any text could make up for. */
    private static final long FAR = 1_000_000_000_000_000L;

    private JsonNumber() {}

    /** Negative, zero or positive as the first is less than, equal to or greater than the second. */
    public static int compare(String a, String b) {
        Parts one = Parts.of(a);
        Parts two = Parts.of(b);
        if (one.sign != two.sign) {
            return Integer.compare(one.sign, two.sign);
        }
        return one.sign == 0 ? 0 : one.sign * compareMagnitudes(one, two);
    }

    /** Whether both are the same number: {@code 1.0} and {@code 10e-1} are, {@code 0} and {@code -0} too. */
    public static boolean equal(String a, String b) {
        return a.equals(b) || compare(a, b) == 0;
    }

    private static int compareMagnitudes(Parts a, Parts b) {
        long apart = exponentDifference(a, b) + a.scale - b.scale;
        return apart == 0 ? compareDigits(a, b) : Long.signum(apart);
    }

    /** Digit by digit, both from the first that is not zero; who has no more digits has zeros. */
    private static int compareDigits(Parts a, Parts b) {
        int i = a.first;
        int j = b.first;
        while (i < a.mantissaEnd || j < b.mantissaEnd) {
            i += i < a.mantissaEnd && a.text.charAt(i) == '.' ? 1 : 0;
            j += j < b.mantissaEnd && b.text.charAt(j) == '.' ? 1 : 0;
            int x = i < a.mantissaEnd ? a.text.charAt(i++) : '0';
            int y = j < b.mantissaEnd ? b.text.charAt(j++) : '0';
            if (x != y) {
                return Integer.compare(x, y);
            }
        }
        return 0;
    }

    /**
     * The written exponent of the first less that of the second, from the highest digit down. Once it is far it can only
     * get farther, so it stops there: right where it is near, and of the right sign and far where it is far.
     */
    private static long exponentDifference(Parts a, Parts b) {
        int digits = Math.max(a.text.length() - a.exponent, b.text.length() - b.exponent);
        long difference = 0;
        for (int place = digits; place > 0 && Math.abs(difference) < FAR; place--) {
            difference = difference * 10 + a.exponentDigit(place) - b.exponentDigit(place);
        }
        return difference;
    }

    /**
     * Where in the text what stands. The number is {@code sign · 0.DDD · 10^(scale + exponent)}, with its digits from
     * {@code first} on.
     *
     * @param exponent where the digits of the written exponent begin; at the text's end where there is none
     */
    private record Parts(
            String text, int sign, int first, int mantissaEnd, long scale, int exponent, boolean exponentNegative) {

        static Parts of(String text) {
            int mantissa = text.charAt(0) == '-' ? 1 : 0;
            int mantissaEnd = mantissa;
            int point = -1;
            int first = -1;
            for (; mantissaEnd < text.length(); mantissaEnd++) {
                char c = text.charAt(mantissaEnd);
                if (c == 'e' || c == 'E') {
                    break;
                } else if (c == '.') {
                    point = mantissaEnd;
                } else if (first < 0 && c != '0') {
                    first = mantissaEnd;
                }
            }
            if (first < 0) {
                return new Parts(text, 0, 0, 0, 0, text.length(), false);
            }
            int units = point < 0 ? mantissaEnd : point;
            long scale = first < units ? units - first : units + 1 - first;
            return withExponent(text, 1 - 2 * mantissa, first, mantissaEnd, scale);
        }

        private static Parts withExponent(String text, int sign, int first, int mantissaEnd, long scale) {
            int at = Math.min(mantissaEnd + 1, text.length());
            boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
            boolean negative = signed && text.charAt(at) == '-';
            return new Parts(text, sign, first, mantissaEnd, scale, signed ? at + 1 : at, negative);
        }

        /** The digit of the written exponent at this place from the right, from 1, with the exponent's sign. */
        int exponentDigit(int place) {
            int at = text.length() - place;
            if (at < exponent) {
                return 0;
            }
            int digit = text.charAt(at) - '0';
            return exponentNegative ? -digit : digit;
        }
    }
}
