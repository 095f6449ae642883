package dev.tidings.store;

/**
 * The bounds of the write queue. A single request that is larger than a transaction's bounds has one to itself.
 *
 * @param batchWrites operations in a transaction
 * @param batchWeight characters in a transaction
 * @param waitingWrites operations that wait; a request beyond it is refused as {@code UNAVAILABLE}
 * @param waitingWeight characters that wait, in the same way
 */
public record QueueLimits(int batchWrites, long batchWeight, int waitingWrites, long waitingWeight) {

    public static final QueueLimits DEFAULT = new QueueLimits(1_000, 4 << 20, 20_000, 64 << 20);
}
