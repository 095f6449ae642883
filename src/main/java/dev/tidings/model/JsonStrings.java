package dev.tidings.model;

/** String tokens: between a value and its text with quotes and escapes (RFC 8259 section 7). */
final class JsonStrings {

    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    /** The string token of this value: only what must be escaped is. */
    static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                appendControl(c, out);
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static void appendControl(char c, StringBuilder out) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }

    /** The value of the string token in this range, quotes included, which was read before and is well-formed. */
    static String unquote(String source, int start, int end) {
        for (int at = start; at < end; at++) { // String.indexOf would look past the end, through all that follows
            if (source.charAt(at) == '\\') {
                return unescape(source, start, end);
            }
        }
        return source.substring(start + 1, end - 1);
    }

    private static String unescape(String source, int start, int end) {
        StringBuilder out = new StringBuilder(end - start);
        for (int at = start + 1; at < end - 1; at++) {
            char c = source.charAt(at);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = source.charAt(++at);
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(source, at + 1, at + 5, 16));
                at += 4;
            } else {
                out.append(control(escaped));
            }
        }
        return out.toString();
    }

    private static char control(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    /** Puts this range of well-formed JSON at the end of the other text, without the white space between its tokens. */
    static void appendCompact(String source, int start, int end, StringBuilder out) {
        boolean inString = false;
        for (int at = start; at < end; at++) {
            char c = source.charAt(at);
            if (inString && c == '\\') {
                out.append(c);
                c = source.charAt(++at);
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && isSpace(c)) {
                continue;
            }
            out.append(c);
        }
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
