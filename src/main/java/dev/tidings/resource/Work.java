package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/**
 * How much one patch may still cost, since it runs under a collection's lock. The unit is a part of a container looked at
 * or made anew, some tens of nanoseconds.
 */
final class Work {

    /** About half a second. An honest patch opens each container once and is far below. */
    private static final long MOST = 10_000_000;
    /** So many neighbours are moved up, or characters compared, in the time of one unit. */
    private static final int CHEAP = 64;

    private long spent;

    void spend(long units) {
        spent += units;
        if (spent > MOST) {
            throw TidingsException.of(Code.TOO_LARGE, "the patch takes too much work");
        }
    }

    void spendCheap(long small) {
        spend(1 + small / CHEAP);
    }
}
