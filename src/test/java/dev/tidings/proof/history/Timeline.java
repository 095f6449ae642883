package dev.tidings.proof.history;

import java.util.function.Supplier;

/**
 * When each revision was committed, as far as the clients can tell: not before the write that made it was sent, nor before
 * anybody was certain to have seen the collection without it; not after its receipt came, nor after anybody saw it. As
 * revisions are committed in order, what bounds one bounds its neighbours. There is an order in which everything can have
 * happened one after the other, each within its time, exactly if no revision's bounds cross.
 */
final class Timeline {

    /** A moment, and who knows. */
    private record Bound(long time, Supplier<String> witness) {}

    private static final Bound EVER = new Bound(Long.MIN_VALUE, () -> "nobody");
    private static final Bound NEVER = new Bound(Long.MAX_VALUE, () -> "nobody");

    private final Bound[] earliest;
    private final Bound[] latest;

    Timeline(long head) {
        earliest = new Bound[Math.toIntExact(head) + 2];
        latest = new Bound[Math.toIntExact(head) + 2];
        java.util.Arrays.fill(earliest, EVER);
        java.util.Arrays.fill(latest, NEVER);
        latest[0] = EVER;
        earliest[earliest.length - 1] = NEVER;
    }

    private boolean covers(long revision) {
        return revision >= 1 && revision < earliest.length - 1;
    }

    void notBefore(long revision, long time, Supplier<String> witness) {
        if (covers(revision) && earliest[(int) revision].time() < time) {
            earliest[(int) revision] = new Bound(time, witness);
        }
    }

    void notAfter(long revision, long time, Supplier<String> witness) {
        if (covers(revision) && latest[(int) revision].time() > time) {
            latest[(int) revision] = new Bound(time, witness);
        }
    }

    /** Carries the bounds on to the neighbours, once all are known, and finds those that cross. */
    void settle(Log log, Faults faults) {
        for (int i = 1; i < earliest.length - 1; i++) {
            earliest[i] = earliest[i - 1].time() > earliest[i].time() ? earliest[i - 1] : earliest[i];
        }
        for (int i = latest.length - 3; i >= 1; i--) {
            latest[i] = latest[i + 1].time() < latest[i].time() ? latest[i + 1] : latest[i];
        }
        for (int i = 1; i < earliest.length - 1; i++) {
            Bound from = earliest[i];
            Bound to = latest[i];
            int revision = i;
            faults.require(
                    from.time() <= to.time(),
                    () -> "revision " + revision + " was committed by " + Span.time(to.time()) + " for "
                            + to.witness().get() + "\n  and not before " + Span.time(from.time()) + " for "
                            + from.witness().get() + log.around(revision));
        }
    }

    /** Before this it was certainly not committed. */
    long earliest(long revision) {
        return earliest[index(revision)].time();
    }

    /** After this it certainly was. */
    long latest(long revision) {
        return latest[index(revision)].time();
    }

    /** 0 was always, what is above the head never. */
    private int index(long revision) {
        return (int) Math.max(0, Math.min(revision, earliest.length - 1L));
    }
}
