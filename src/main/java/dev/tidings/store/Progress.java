package dev.tidings.store;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the mark of how far the store has come. On the writer's thread, after each commit. */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final StoreLock lock;
    private Watermark mark;

    Progress(StoreLock lock, Watermark mark) {
        this.lock = lock;
        this.mark = mark;
    }

    void add(long changes) {
        mark = new Watermark(mark.epoch(), mark.revisions() + changes);
        try {
            lock.mark(mark);
        } catch (IOException failure) {
            // The changes are committed. The mark is only behind, and is right again with the next.
            LOG.warn("could not note how far the store has come", failure);
        }
    }
}
