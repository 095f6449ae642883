package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.Arrays;
import java.util.List;

/**
 * A JSON Pointer (RFC 6901): the way from the root to a value.
 *
 * @param tokens the steps decoded, none for the root itself
 */
record JsonPointer(List<String> tokens) {

    /** Reads a pointer; what breaks the syntax is a {@code BAD_REQUEST}. */
    static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (text.charAt(0) != '/') {
            throw refuse("must be empty or begin with a slash");
        }
        return new JsonPointer(Arrays.stream(text.substring(1).split("/", -1))
                .map(JsonPointer::decode)
                .toList());
    }

    private static String decode(String token) {
        for (int at = token.indexOf('~'); at >= 0; at = token.indexOf('~', at + 1)) {
            if (!token.startsWith("0", at + 1) && !token.startsWith("1", at + 1)) {
                throw refuse("has a ~ that is not followed by 0 or 1");
            }
        }
        return token.replace("~1", "/").replace("~0", "~"); // in this order, or ~01 would become a slash
    }

    private static TidingsException refuse(String what) {
        return TidingsException.of(Code.BAD_REQUEST, "a JSON Pointer " + what);
    }

    boolean isRoot() {
        return tokens.isEmpty();
    }

    /** The last step, of what is not the root. */
    String last() {
        return tokens.get(tokens.size() - 1);
    }

    /** Whether the other lies within the value that this points to. */
    boolean isAbove(JsonPointer other) {
        int own = tokens.size();
        return own < other.tokens.size() && other.tokens.subList(0, own).equals(tokens);
    }
}
