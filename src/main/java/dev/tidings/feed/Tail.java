package dev.tidings.feed;

import java.util.List;

/**
 * The newest of a view: <em>all</em> frames that it selected in {@code (base, end]}. Immutable and true for ever; a stale or
 * repeated one does no harm.
 *
 * @param base from here on nothing that was selected is missing
 * @param end how far was looked, whether or not anything was selected there
 * @param chunks the frames by revision
 * @param committedAt when the oldest of the frames that no earlier message had was committed, by {@link System#nanoTime};
 *     0 where that is not known or nothing is new
 */
public record Tail(long base, long end, List<Chunk> chunks, long committedAt) {

    /** What a view tells instead of a tail when the store went back to an earlier state: who hears it is over. */
    static final Tail REWOUND = new Tail(Long.MAX_VALUE, Long.MAX_VALUE, List.of());

    public Tail {
        chunks = List.copyOf(chunks);
    }

    public Tail(long base, long end, List<Chunk> chunks) {
        this(base, end, chunks, 0);
    }

    boolean isRewound() {
        return base == Long.MAX_VALUE;
    }
}
