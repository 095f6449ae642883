package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.CommittedBatch;
import java.util.List;

/**
 * Shows changes to the views, in order, each to all that it could concern before the next one. Where that takes many
 * filters it is cut into slices of the loop. A plain state machine on the feed's loop.
 *
 * <p>Invariants: each change up to {@code end} was shown to each view there was; no view knows of anything above it. So a
 * tail may be handed out in the middle of a walk, and a walk may be dropped as if it had never been.
 */
final class Walker {

    /** How many filters are tried in one turn of the loop. */
    static final int SLICE = 256;

    /** What is under way. */
    private record Run(String epoch, List<Change> changes, long upTo, long committedAt) {}

    private final FeedOutside outside;
    private final Views views;
    private final int slice;
    private final Runnable idle;
    private long end;
    private Run run;
    private int next;
    private Walk walk;
    private int restarts; // turns asked for before the last one are void

    /**
     * A walker past these views.
     *
     * @param slice how many filters it tries in one turn of the loop, at least 1
     * @param idle told when a run that took more than one turn is over
     */
    Walker(FeedOutside outside, Views views, int slice, Runnable idle) {
        this.outside = outside;
        this.views = views;
        this.slice = slice;
        this.idle = idle;
    }

    /** Up to here all was shown. */
    long end() {
        return end;
    }

    /** Whether a run is under way, so that nothing else may be shown. */
    boolean isBusy() {
        return run != null;
    }

    /** Drops what is under way, and begins anew at this revision. */
    void restart(long newEnd) {
        restarts++;
        run = null;
        walk = null;
        end = newEnd;
    }

    /** Shows what of a batch follows the end. It must not be busy, and the batch must leave no gap. */
    void show(CommittedBatch batch) {
        show(new Run(batch.epoch(), batch.changes(), batch.last(), batch.committedAt()));
    }

    /** Shows what of a page of the log follows the end. It must not be busy, and the page must leave no gap. */
    void show(String epoch, LogPage page) {
        show(new Run(epoch, page.changes(), page.end(), 0));
    }

    private void show(Run first) {
        run = first;
        next = 0;
        turn();
    }

    private void turn() {
        int left = slice;
        while (left > 0 && (walk != null || nextWalk())) {
            left = walk.go(left);
            if (walk.isOver()) {
                over();
                left -= views.areFiltered() ? 1 : 0; // the change was read
            }
        }
        if (walk == null && next == run.changes().size()) {
            end = Math.max(end, run.upTo());
            run = null;
        } else {
            int asked = restarts;
            outside.soon(() -> later(asked));
        }
    }

    private void later(int asked) {
        if (asked == restarts) {
            turn();
            if (!isBusy()) {
                idle.run();
            }
        }
    }

    private boolean nextWalk() {
        while (next < run.changes().size()) {
            Change change = run.changes().get(next++);
            if (change.revision() == end + 1) {
                Sighting sighting = Sighting.of(change);
                walk = new Walk(run.epoch(), sighting, views.concerned(sighting));
                return true;
            }
        }
        return false;
    }

    private void over() {
        Walk done = walk;
        walk = null;
        end = done.revision();
        done.over(run.committedAt(), outside::dirty);
    }

    /** The view with this key. One that is made now knows of nothing up to the end, and is shown what is under way. */
    View view(ViewKey key) {
        View view = views.get(key);
        if (view == null) {
            view = views.make(key, end);
            if (walk != null) {
                walk.made(view);
            }
        }
        return view;
    }
}
