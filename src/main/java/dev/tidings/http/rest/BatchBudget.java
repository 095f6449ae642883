package dev.tidings.http.rest;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/**
 * How much text the operations of a batch may read and write together. The body's limit does not bound it: a thousand
 * small patches of one large resource would hold up everybody's writes, and their images would fill the memory.
 */
final class BatchBudget {

    private final long[] charged;
    private final long max;

    /** @param max characters, over all operations */
    BatchBudget(int operations, long max) {
        this.charged = new long[operations];
        this.max = max;
    }

    /**
     * Charges an operation, anew where it runs again.
     *
     * @throws TidingsException {@code TOO_LARGE} where those up to this one are too much together
     */
    void charge(int index, long characters) {
        charged[index] = characters;
        long sum = 0;
        for (int i = 0; i <= index; i++) {
            sum += charged[i];
        }
        if (sum > max) {
            throw TidingsException.of(
                    Code.TOO_LARGE, "The batch reads and writes more than " + max + " characters of resources.");
        }
    }
}
