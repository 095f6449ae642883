package dev.tidings.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A content type, as far as this server looks at it.
 *
 * @param name type and subtype in lower case
 * @param charset in lower case; {@code utf-8} where it was not said
 */
record MediaType(String name, String charset) {

    /** Reads a header; empty where there is none or it is no media type. */
    static Optional<MediaType> parse(String header) {
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

    boolean isUtf8() {
        return charset.equals("utf-8") || charset.equals("utf8");
    }
}
