package dev.tidings.feed;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * When the broadcasts of one view go out. One that comes alone goes at once; under load there are at least {@link #REST}
 * between the end of one and the start of the next, so that slices grow and sends get fewer. A broadcast has ended when
 * every event loop has worked off what it was given, which a marker behind it tells; a loop that is blocked holds up the
 * next one for {@link #PATIENCE} at most. On the feed's loop.
 */
final class Pace {

    /** Milliseconds between the end of a broadcast and the start of the next. */
    private static final long REST = 2;

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(REST);

    /** Milliseconds after which a broadcast counts as ended. */
    private static final long PATIENCE = 50;

    private enum State {
        /** Nothing is to be told. */
        IDLE,
        /** The next broadcast is on its way. */
        DUE,
        /** A broadcast is being worked off. */
        OUT
    }

    private final Vertx vertx;
    private final Context home;
    private final Set<Context> loops;
    private final Runnable broadcast;
    private State state = State.IDLE;
    private boolean again;
    private long endedAt = System.nanoTime() - REST_NANOS;
    private long timer;
    private int outstanding;
    private int round;

    /**
     * The pace of one view.
     *
     * @param home the feed's context
     * @param loops the contexts of connections; may grow
     */
    Pace(Vertx vertx, Context home, Set<Context> loops, Runnable broadcast) {
        this.vertx = vertx;
        this.home = home;
        this.loops = loops;
        this.broadcast = broadcast;
    }

    /** The view has something to tell; what comes until its turn goes with it. */
    void dirty() {
        if (state == State.OUT) {
            again = true;
        } else if (state == State.IDLE) {
            schedule();
        }
    }

    private void schedule() {
        state = State.DUE;
        if (System.nanoTime() - endedAt >= REST_NANOS) {
            home.runOnContext(now -> go()); // behind the rest of the batch that made it dirty
        } else {
            vertx.setTimer(REST, rested -> go());
        }
    }

    private void go() {
        state = State.OUT;
        again = false;
        broadcast.run();
        List<Context> busy = List.copyOf(loops);
        int now = ++round;
        outstanding = busy.size();
        timer = vertx.setTimer(PATIENCE, late -> end(now));
        busy.forEach(loop -> loop.runOnContext(workedOff -> home.runOnContext(back -> markerBack(now))));
    }

    private void markerBack(int of) {
        if (of == round && --outstanding == 0) {
            vertx.cancelTimer(timer);
            end(of);
        }
    }

    private void end(int of) {
        if (of != round || state != State.OUT) {
            return;
        }
        endedAt = System.nanoTime();
        state = State.IDLE;
        if (again) {
            schedule();
        }
    }
}
