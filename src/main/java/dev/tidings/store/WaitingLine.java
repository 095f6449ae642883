package dev.tidings.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What waits to be written, and which of it may be written now. Not safe for several threads at once.
 *
 * <p>Invariants: of two entries that share a collection, the one that came first is taken first, or both together; no entry
 * is taken while another that was taken and shares a collection with it is not done.
 */
final class WaitingLine<E extends WaitingLine.Entry> {

    /** Something that waits. */
    interface Entry {

        Set<String> collections();

        int writes();

        long weight();
    }

    private final QueueLimits limits;
    private final Deque<E> waiting = new ArrayDeque<>();
    private final Map<String, Integer> waitingIn = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private int waitingWrites;
    private long waitingWeight;

    WaitingLine(QueueLimits limits) {
        this.limits = limits;
    }

    boolean hasRoomFor(E entry) {
        return waiting.isEmpty()
                || (waitingWrites + entry.writes() <= limits.waitingWrites()
                        && waitingWeight + entry.weight() <= limits.waitingWeight());
    }

    /** Adds an entry, and tells whether it could be taken now and nothing before it in its collections. */
    boolean add(E entry) {
        boolean first =
                entry.collections().stream().noneMatch(name -> busy.contains(name) || waitingIn.containsKey(name));
        waiting.add(entry);
        count(entry, 1);
        return first;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Takes a transaction's worth in order; nothing where all that waits is behind what is not {@link #done}.
     *
     * @param sharers among how many transactions that can begin now the collections are to be shared out; with one it takes
     *     whatever fits
     */
    List<E> take(int sharers) {
        Taking taking = new Taking(share(sharers));
        Deque<E> stay = new ArrayDeque<>();
        while (!waiting.isEmpty()) {
            E next = waiting.peek();
            boolean free = taking.isFree(next);
            if (free && !taking.hasRoomFor(next)) {
                break;
            }
            waiting.remove();
            if (free) {
                taking.add(next);
                count(next, -1);
            } else {
                taking.passed.addAll(next.collections());
                stay.push(next);
            }
        }
        stay.forEach(waiting::addFirst); // the last one first
        busy.addAll(taking.collections);
        return taking.batch;
    }

    /** A transaction's worth while it is gathered. */
    private final class Taking {
        private final int share;
        private final Set<String> collections = new HashSet<>();
        private final Set<String> passed =
                new HashSet<>(busy); // what waits in these stays behind what was there before
        private final List<E> batch = new ArrayList<>();
        private int writes;
        private long weight;

        Taking(int share) {
            this.share = share;
        }

        boolean isFree(E entry) {
            if (!Collections.disjoint(passed, entry.collections())) {
                return false;
            }
            long more = entry.collections().stream()
                    .filter(name -> !collections.contains(name))
                    .count();
            return more == 0 || batch.isEmpty() || collections.size() + more <= share;
        }

        boolean hasRoomFor(E entry) {
            return batch.isEmpty()
                    || (writes + entry.writes() <= limits.batchWrites()
                            && weight + entry.weight() <= limits.batchWeight());
        }

        void add(E entry) {
            collections.addAll(entry.collections());
            batch.add(entry);
            writes += entry.writes();
            weight += entry.weight();
        }
    }

    /** Whether {@link #take} would find something. */
    boolean hasFree() {
        Set<String> passed = new HashSet<>(busy);
        for (E entry : waiting) {
            if (Collections.disjoint(passed, entry.collections())) {
                return true;
            }
            passed.addAll(entry.collections());
        }
        return false;
    }

    /** What was taken together is written, or never will be. */
    void done(List<E> batch) {
        batch.forEach(entry -> busy.removeAll(entry.collections()));
    }

    private int share(int sharers) {
        long free = sharers == 1
                ? Integer.MAX_VALUE
                : waitingIn.keySet().stream()
                        .filter(name -> !busy.contains(name))
                        .count();
        return Math.toIntExact((free + sharers - 1) / sharers);
    }

    private void count(E entry, int sign) {
        waitingWrites += sign * entry.writes();
        waitingWeight += sign * entry.weight();
        entry.collections().forEach(name -> waitingIn.merge(name, sign, WaitingLine::sumOrNone));
    }

    private static Integer sumOrNone(int before, int more) {
        return before + more == 0 ? null : before + more;
    }
}
