package dev.tidings.proof;

import java.util.concurrent.ThreadLocalRandom;

/** The seed of a random test: another one each time, or that of {@code -Dproof.seed}. */
final class Seed {

    private Seed() {}

    static long pick() {
        return Long.getLong("proof.seed", ThreadLocalRandom.current().nextLong(1, 1_000_000_000));
    }
}
