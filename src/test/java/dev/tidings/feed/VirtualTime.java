package dev.tidings.feed;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Time and chance of a simulation: all that happens, happens here, one step after the other, in an order that the seed tells. */
final class VirtualTime {

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private long now;
    private long order;
    private long steps;

    VirtualTime(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Lets an action happen this many milliseconds from now. */
    void after(long delay, Runnable action) {
        events.add(new Event(now + delay, order++, action));
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.poll();
            now = next.at();
            steps++;
            next.action().run();
        }
        now = end;
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    /** A number from 0 to just below the bound. */
    int upTo(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    boolean perMille(int chance) {
        return random.nextInt(1000) < chance;
    }
}
