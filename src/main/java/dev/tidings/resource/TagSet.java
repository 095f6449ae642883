package dev.tidings.resource;

import java.util.List;

/**
 * What {@code If-Match} or {@code If-None-Match} names (RFC 9110 section 13.1): any state of the resource, or these.
 *
 * @param any for {@code *}
 * @param tags the single ones
 */
public record TagSet(boolean any, List<Tag> tags) {

    private static final String GZIP_SUFFIX = "-gzip";

    public TagSet {
        tags = List.copyOf(tags);
    }

    /**
     * One entity tag.
     *
     * @param opaque what stands between its quotes
     */
    public record Tag(boolean weak, String opaque) {

        /** Whether it names this state, in whatever content coding the client has it. */
        boolean names(String state) {
            return opaque.equals(state) || opaque.equals(state + GZIP_SUFFIX);
        }
    }

    /** Strong comparison, for {@code If-Match}: a weak tag never matches. */
    public boolean matchesStrongly(String state) {
        return any || tags.stream().anyMatch(tag -> !tag.weak() && tag.names(state));
    }

    /** Weak comparison, for {@code If-None-Match}. */
    public boolean matchesWeakly(String state) {
        return any || tags.stream().anyMatch(tag -> tag.names(state));
    }
}
