package dev.tidings.feed;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was written and has not arrived yet: it fills and drains by chance, stalls, and may be cut anywhere. */
final class SimWire {

    static final int FULL = 400;

    private record Item(int bytes, Runnable arrival) {}

    private final VirtualTime time;
    private final SimNode node;
    private final Runnable drained;
    private final Deque<Item> queue = new ArrayDeque<>();
    private int queued;
    private boolean wasFull;
    private boolean draining;
    private boolean brisk;
    private boolean paused;
    private boolean cut;

    /**
     * A wire from this node.
     *
     * @param drained told when there is room again after it was found full
     */
    SimWire(VirtualTime time, SimNode node, Runnable drained) {
        this.time = time;
        this.node = node;
        this.drained = drained;
    }

    boolean isFull() {
        wasFull |= queued >= FULL;
        return queued >= FULL;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void send(int bytes, Runnable arrival) {
        queue.add(new Item(bytes, arrival));
        queued += bytes;
        drain();
    }

    private void drain() {
        if (draining || cut || paused || queue.isEmpty()) {
            return;
        }
        draining = true;
        boolean stalled = !brisk && time.perMille(5);
        long delay = brisk ? 1 : stalled ? time.upTo(3000) : time.upTo(12);
        node.later(delay, () -> {
            draining = false;
            arrive(brisk ? 20 : 1 + time.upTo(10));
        });
    }

    private void arrive(int items) {
        for (int i = 0; i < items && !queue.isEmpty() && !cut; i++) {
            Item item = queue.remove();
            queued -= item.bytes();
            item.arrival().run();
        }
        if (!cut && wasFull && queued <= FULL / 2) {
            wasFull = false;
            drained.run();
        }
        drain();
    }

    /** Lets everything arrive at once from now on, or no more. */
    void brisk(boolean now) {
        brisk = now;
    }

    boolean isBrisk() {
        return brisk;
    }

    /** Nothing arrives from now on, or again. */
    void pause(boolean now) {
        paused = now;
        drain();
    }

    /** Nothing arrives any more. */
    void cut() {
        cut = true;
    }
}
