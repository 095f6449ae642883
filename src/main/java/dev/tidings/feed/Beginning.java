package dev.tidings.feed;

import dev.tidings.model.Position;
import dev.tidings.store.ChangeLog.Marks;
import java.util.Optional;

/**
 * Where a subscription begins, given where the log stands. Pure, so that a transport can find out before an upgrade
 * whether there is a beginning at all.
 *
 * @param revision the cursor to begin with
 * @param reset whether the client has to drop what it holds
 * @param scan the walk to begin with; empty to begin in the log
 * @param sync whether the client waits to be told that it is whole
 */
record Beginning(long revision, boolean reset, Optional<Scan> scan, boolean sync) {

    /** Finds the beginning; where there is none, throws {@code GONE} with the members epoch, floor and revision. */
    static Beginning of(SubscriptionSpec spec, boolean filtered, String epoch, Marks marks) {
        Position since = spec.since();
        if (since == null) {
            return spec.snapshot() ? anew(marks, false) : new Beginning(marks.head(), false, Optional.empty(), false);
        }
        if (!canResume(spec, filtered, epoch, marks)) {
            if (spec.snapshot()) {
                return anew(marks, true);
            }
            throw Gone.of(epoch, marks.floor(), marks.head());
        }
        long revision = since.revision();
        Optional<Scan> scan =
                revision < marks.floor() ? Optional.of(new Scan(marks.head(), false, revision > 0)) : Optional.empty();
        return new Beginning(revision, false, scan, true);
    }

    private static Beginning anew(Marks marks, boolean reset) {
        return new Beginning(0, reset, Optional.of(new Scan(marks.head(), true, false)), true);
    }

    private static boolean canResume(SubscriptionSpec spec, boolean filtered, String epoch, Marks marks) {
        long revision = spec.since().revision();
        if (!spec.since().isOf(epoch) || revision > marks.head()) {
            return false;
        }
        if (revision >= marks.floor()) {
            return true;
        }
        return spec.mayScanBelowFloor(filtered) && (revision == 0 || revision >= marks.tombstoneFloor());
    }
}
