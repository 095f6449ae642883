package dev.tidings.feed;

import dev.tidings.store.CommittedBatch;

/**
 * A batch on its way to the nodes that watch its collection. Made into bytes when the first other node has to be told, and
 * once for all of them.
 */
final class Parcel {

    private final CommittedBatch batch;
    private volatile byte[] wire;

    Parcel(CommittedBatch batch) {
        this.batch = batch;
    }

    CommittedBatch batch() {
        return batch;
    }

    /** The bytes of it; two threads that ask at once make them twice, which does no harm. */
    byte[] wire(BatchFormat format) {
        byte[] bytes = wire;
        if (bytes == null) {
            bytes = format.write(batch);
            wire = bytes;
        }
        return bytes;
    }
}
