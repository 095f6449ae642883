package dev.tidings.feed;

import java.util.List;

/**
 * The newest of a view: <em>all</em> frames that it selected in {@code (base, end]}. Immutable and true for ever; a stale or
 * repeated one does no harm.
 *
 * @param base from here on nothing that was selected is missing
 * @param end how far was looked, whether or not anything was selected there
 * @param chunks the frames by revision
 */
public record Tail(long base, long end, List<Chunk> chunks) {

    public Tail {
        chunks = List.copyOf(chunks);
    }
}
