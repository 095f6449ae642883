package dev.tidings.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader has looked in a collection's log: {@code EPOCH:REVISION}, or the revision alone.
 *
 * @param epoch which history the revision belongs to; null where the reader did not say
 * @param revision the last revision that was looked at, from 0
 */
public record Position(String epoch, long revision) {

    private static final Pattern TEXT = Pattern.compile("(?:([a-z0-9]{1,16}):)?(0|[1-9][0-9]{0,18})");

    /** Reads {@code EPOCH:R} or {@code R}; empty where the text is neither or the number does not fit 64 bits. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Position(matcher.group(1), Long.parseLong(matcher.group(2))));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** Whether it belongs to this history, as far as the reader said. */
    public boolean isOf(String storeEpoch) {
        return epoch == null || epoch.equals(storeEpoch);
    }

    @Override
    public String toString() {
        return epoch == null ? Long.toString(revision) : epoch + ":" + revision;
    }
}
