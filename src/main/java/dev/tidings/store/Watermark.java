package dev.tidings.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a store had come: a database that is behind it was rewound.
 *
 * @param epoch of the store
 * @param revisions the sum of all its collections' revisions, which never falls
 */
record Watermark(String epoch, long revisions) {

    private static final Pattern TEXT = Pattern.compile("([a-z0-9]{1,16}) +([0-9]{1,19})\n");

    /** Always as long, so that a new one covers an old one. */
    String text() {
        return "%-16s %019d\n".formatted(epoch, revisions);
    }

    static Optional<Watermark> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Watermark(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
