package dev.tidings.http.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A content type, as far as this server looks at it.
 *
 * @param name type and subtype in lower case
 * @param charset in lower case; {@code utf-8} where it was not said
 */
public record MediaType(String name, String charset) {

    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String JSON_PATCH = "application/json-patch+json";

    /** What the body of a {@code PATCH} may be, and of a {@code POST}: as they stand in {@code Accept-Patch} and -{@code Post}. */
    static final String PATCHES = MERGE_PATCH + ", " + JSON_PATCH + ", " + Accepts.JSON;

    static final String POSTS = Accepts.JSON + ", " + Accepts.NDJSON;

    /** Reads a header; empty where there is none or it is no media type. */
    public static Optional<MediaType> parse(String header) {
        if (header == null) {
            return Optional.empty();
        }
        List<String> parts = List.of(header.split(";", -1));
        String name = parts.get(0).trim().toLowerCase(Locale.ROOT);
        String charset = parts.subList(1, parts.size()).stream()
                .map(parameter -> parameter.trim().toLowerCase(Locale.ROOT))
                .filter(parameter -> parameter.startsWith("charset="))
                .map(parameter -> parameter.substring("charset=".length()).replace("\"", ""))
                .findFirst()
                .orElse("utf-8");
        return name.matches("[^/\\s]+/[^/\\s]+") ? Optional.of(new MediaType(name, charset)) : Optional.empty();
    }

    public boolean isUtf8() {
        return charset.equals("utf-8") || charset.equals("utf8");
    }
}
