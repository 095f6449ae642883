package dev.tidings.feed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The pace of broadcasts: what comes alone goes out at once; under load a round begins some time after all event loops have
 * worked off the one before, so that slices grow and sends get fewer. A plain state machine on the feed's loop.
 */
final class Pace<T> {

    /** The time between the end of a round and the next one, in milliseconds. */
    static final long REST_MILLIS = 2;

    /** How long a loop that is blocked may hold up the others, in milliseconds. */
    static final long PATIENCE_MILLIS = 50;

    /** What the pace asks of the world around it. */
    interface Outside {

        /** Runs this once the present event is worked off. */
        void soon(Runnable action);

        void afterMillis(long delay, Runnable action);

        /** Runs this once all event loops have worked off what was sent to them so far. */
        void whenLoopsAreDone(Runnable action);
    }

    private final Outside outside;
    private final Consumer<List<T>> round;
    private final Set<T> due = new LinkedHashSet<>();
    private boolean free = true;
    private long rounds;

    /**
     * The pace of these rounds.
     *
     * @param round tells all that is due, each once
     */
    Pace(Outside outside, Consumer<List<T>> round) {
        this.outside = outside;
        this.round = round;
    }

    /** A view has something new. */
    void dirty(T item) {
        due.add(item);
        if (free) {
            free = false;
            outside.soon(this::go); // the other changes of the same batch go with it
        }
    }

    private void go() {
        List<T> now = List.copyOf(due);
        due.clear();
        round.accept(now);
        long running = ++rounds;
        outside.whenLoopsAreDone(() -> over(running));
        outside.afterMillis(PATIENCE_MILLIS, () -> over(running));
    }

    private void over(long ended) {
        if (ended == rounds) {
            rounds++; // the other of the two comes too late
            outside.afterMillis(REST_MILLIS, this::rested);
        }
    }

    private void rested() {
        if (due.isEmpty()) {
            free = true;
        } else {
            go();
        }
    }
}
