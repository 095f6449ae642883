package dev.tidings.feed;

import dev.tidings.model.Position;
import dev.tidings.store.ChangeLog.Marks;

/**
 * Where a subscription wants to begin, and how it wants to catch up.
 *
 * @param since resume after this position; null to begin now
 * @param snapshot the present state first; together with {@code since}: resume where that can be done, else begin anew
 * @param latest who falls behind gets only the last frame of each resource
 */
public record SubscriptionSpec(Position since, boolean snapshot, boolean latest) {

    /**
     * Finds out whether there is a place to begin at, so that a request without one is answered before its upgrade.
     *
     * @throws dev.tidings.model.TidingsException with {@code GONE} and the members epoch, floor and revision
     */
    public void check(ViewKey view, String epoch, Marks marks) {
        Beginning.of(this, Selector.of(view.id(), view.filter()).filtered(), epoch, marks);
    }

    /** Whether a reader below the log's floor may go on from the resources themselves. */
    boolean mayScanBelowFloor(boolean filtered) {
        return !filtered && (latest || snapshot);
    }
}
