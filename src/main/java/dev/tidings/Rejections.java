package dev.tidings;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of messages between nodes that were dropped: the first, then one a minute, since whoever sends them sends many. */
final class Rejections {

    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);
    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    void tell(String why) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            LOG.warn("dropped a message from another node: {}; its changes are read from the log", why);
        }
    }
}
