package dev.tidings.proof;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/** The seed of random tests: another one for each run of the suite, or that of {@code -Dproof.seed}. */
final class Seed {

    private static final long FIRST =
            Long.getLong("proof.seed", ThreadLocalRandom.current().nextLong(1, 1_000_000_000));

    private Seed() {}

    static long pick() {
        return FIRST;
    }

    /** As many as {@code -Dproof.seeds} says, one by default; the same for all tests. */
    static LongStream all() {
        return LongStream.range(FIRST, FIRST + Integer.getInteger("proof.seeds", 1));
    }
}
