package dev.tidings.http.wire;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The heartbeats of all connections of one event loop, with one timer: a wheel of a few slots, each holding the
 * connections whose beat falls on it. A connection that was silent since its last beat, or whose queue is full, is looked at
 * with every turn, so that a dead one is found within a tenth of a heartbeat after its time is up. All calls come on the
 * loop.
 *
 * <p>Time is counted in turns and not by the clock, and the turns that a loop missed while it stood still are not made up
 * for: it does not take its peers for dead, since it neither asked nor heard them.
 */
public final class Heartbeats {

    private static final int SLOTS = 10;

    /** A connection, as its heartbeat sees it. */
    public interface Member {

        /** Once a heartbeat. */
        void beat();

        /** Some times in each heartbeat. */
        void tick();

        /** Whether the peer took some of what waited for it, since this was asked last. */
        boolean hasTaken();

        /** Whether so much waits for the peer that whether it takes any is worth a closer look. */
        boolean isFull();

        /** The peer gave no sign of life for as long as it was given. */
        void dead();
    }

    /** A connection's place on the wheel. */
    public final class Seat {

        private final Member member;
        private final Set<Seat> slot;
        private final long patience;
        private long lastSign;

        private Seat(Member member, Set<Seat> slot, long patience) {
            this.member = member;
            this.slot = slot;
            this.patience = patience;
            this.lastSign = turn;
        }

        /** Something came from the peer. */
        public void heard() {
            lastSign = turn;
        }

        /** The peer's queue is full: from now on it is looked at more often. */
        public void watch() {
            if (isTaken()) {
                watched.add(this);
            }
        }

        public void leave() {
            slot.remove(this);
            watched.remove(this);
        }

        private boolean isTaken() {
            return slot.contains(this);
        }
    }

    private final Vertx vertx;
    private final long timer;
    private final long shortestTurn; // in nanoseconds
    private final List<Set<Seat>> slots = new ArrayList<>(SLOTS);
    private final Set<Seat> watched = new LinkedHashSet<>();
    private long turn;
    private long lastTurn; // by the nano clock

    public Heartbeats(Vertx vertx, Duration heartbeat) {
        this.vertx = vertx;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new LinkedHashSet<>());
        }
        long period = Math.max(1, heartbeat.toMillis() / SLOTS);
        shortestTurn = TimeUnit.MILLISECONDS.toNanos(period) / 2;
        lastTurn = System.nanoTime();
        timer = vertx.setPeriodic(period, fired -> fired(System.nanoTime()));
    }

    /** Takes a connection up; its first beat comes one heartbeat from now. */
    public Seat join(Member member, int heartbeatsOfPatience) {
        Set<Seat> slot = slots.get(slotOf(turn));
        Seat seat = new Seat(member, slot, (long) heartbeatsOfPatience * SLOTS);
        slot.add(seat);
        return seat;
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private static int slotOf(long turn) {
        return (int) (turn % SLOTS);
    }

    /** A timer fires for each period that it missed, one right behind the other. */
    private void fired(long now) {
        if (now - lastTurn >= shortestTurn) {
            lastTurn = now;
            turn();
        }
    }

    private void turn() {
        turn++;
        for (int slot = slotOf(turn) % 2; slot < SLOTS; slot += 2) {
            copy(slots.get(slot)).stream().filter(Seat::isTaken).forEach(seat -> seat.member.tick());
        }
        copy(slots.get(slotOf(turn))).stream().filter(Seat::isTaken).forEach(this::beat);
        copy(watched).stream().filter(Seat::isTaken).forEach(this::judge);
    }

    private void beat(Seat seat) {
        if (seat.member.hasTaken()) {
            seat.heard();
        } else if (turn - seat.lastSign >= SLOTS) {
            watched.add(seat);
        }
        seat.member.beat();
    }

    private void judge(Seat seat) {
        if (seat.member.hasTaken()) {
            seat.heard();
        }
        long age = turn - seat.lastSign;
        if (age < SLOTS && !seat.member.isFull()) {
            watched.remove(seat);
        } else if (age > seat.patience) {
            seat.leave();
            seat.member.dead();
        }
    }

    /** Whoever is called may leave while the others are still to come. */
    private static List<Seat> copy(Collection<Seat> seats) {
        return seats.isEmpty() ? List.of() : List.copyOf(seats);
    }
}
