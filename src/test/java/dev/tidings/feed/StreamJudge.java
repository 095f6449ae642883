package dev.tidings.feed;

import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what one subscription is told, at the moment it is told, by the whole history: order, whole, true, synced,
 * bookmarks, and whether an end is justified. It knows nothing of cursors, tails and pages.
 */
final class StreamJudge {

    private final SimView view;
    private final SubscriptionSpec spec;
    private final long headAtOpen;
    private final boolean lostAtOpen;
    private long told = -1;
    private long headTold;
    private long window = -1; // up to here a scan may pass over changes that later ones took the place of
    private long fromNothing = -1; // up to here a scan need not tell what is gone
    private boolean snapshot;
    private boolean reset;
    private boolean synced;

    StreamJudge(SimView view, SubscriptionSpec spec) {
        this.view = view;
        this.spec = spec;
        this.headAtOpen = view.store().head();
        this.lostAtOpen = isGone(Long.MAX_VALUE);
    }

    private boolean isGone(long head) {
        if (spec.since() == null) {
            return false;
        }
        long since = spec.since().revision();
        SimStore store = view.store();
        boolean below = since < store.floor();
        boolean scannable = !view.filtered() && (spec.latest() || spec.snapshot());
        boolean beyondTombstones = since > 0 && since < store.tombstoneFloor();
        return !spec.since().isOf(SimStore.EPOCH) || since > head || (below && (!scannable || beyondTombstones));
    }

    void subscribed(long revision, long head, boolean wasReset) {
        Violation.unless(told < 0, "subscribed twice");
        Violation.unless(
                head >= headAtOpen && head <= view.store().head(),
                "head told %d, but it was %d when it came and is %d",
                head,
                headAtOpen,
                view.store().head());
        boolean anew = spec.snapshot() && (spec.since() == null || wasReset);
        if (wasReset) {
            Violation.unless(spec.snapshot() && spec.since() != null, "a reset of one who holds nothing");
            Violation.unless(isGone(headAtOpen), "reset without need: %s", spec);
        } else {
            boolean above = spec.since() != null && spec.since().revision() > head;
            Violation.unless(!lostAtOpen && !above, "neither a 410 nor a reset: %s", spec);
        }
        long expected = anew ? 0 : spec.since() == null ? head : spec.since().revision();
        Violation.unless(revision == expected, "it begins at %d instead of %d", revision, expected);
        told = revision;
        headTold = head;
        snapshot = anew;
        reset = wasReset;
        synced = !spec.snapshot() && spec.since() == null;
        window = anew ? head : -1;
        fromNothing = window;
    }

    void frames(List<SimView.Event> events) {
        Violation.unless(told >= 0, "a frame before subscribed");
        long last = told;
        for (SimView.Event event : events) {
            Violation.unless(event.revision() > last, "order: %s after %d", event, last);
            Violation.unless(event.revision() <= view.store().head(), "never committed: %s", event);
            last = event.revision();
        }
        widen();
        events.forEach(this::isTrue);
        isWhole(events, last);
        told = last;
    }

    private void widen() {
        boolean scannable = !view.filtered() && (spec.latest() || (spec.snapshot() && !synced));
        if (scannable && told < view.store().floor()) {
            window = Math.max(window, view.store().head());
            fromNothing = told == 0 ? window : fromNothing;
        }
    }

    private void isTrue(SimView.Event event) {
        Change change = view.store().at(event.revision());
        Violation.unless(event.id().equals(change.id()), "another resource: %s", event);
        boolean scanned = event.revision() <= window;
        String type = view.type(event.revision());
        switch (event.type()) {
            case "snapshot" -> isSnapshot(event, change);
            case "deleted" -> isDeleted(event, change, type, scanned);
            case "left" ->
                Violation.unless(
                        type.equals("left") && event.resource() == null && "changed".equals(event.reason()),
                        "not %s: %s",
                        type,
                        event);
            default -> {
                boolean fromScan = scanned && event.type().equals("updated") && type.equals("created");
                Violation.unless(type.equals(event.type()) || fromScan, "not %s: %s", type, event);
                hasContent(event, change.after().document(), change.at());
            }
        }
    }

    private void isSnapshot(SimView.Event event, Change change) {
        Violation.unless(snapshot && event.revision() <= headTold, "no snapshot was due: %s", event);
        boolean there = change.after() != null && view.stateAt(event.revision()).containsKey(event.id());
        Violation.unless(there, "a snapshot of what is not there: %s", event);
        hasContent(event, change.after().document(), change.at());
    }

    private void isDeleted(SimView.Event event, Change change, String type, boolean scanned) {
        if (event.resource() == null && event.time() == 0) {
            boolean tombstone = scanned && change.after() == null && view.concerns(event.id());
            Violation.unless(tombstone, "no tombstone: %s", event);
        } else {
            Violation.unless(type.equals("deleted"), "not %s: %s", type, event);
            hasContent(event, change.before().document(), change.at());
        }
    }

    private static void hasContent(SimView.Event event, String document, long time) {
        Violation.unless(
                event.resource() != null && event.resource().endsWith(document.substring(1)) && event.time() == time,
                "another content or time: %s",
                event);
    }

    /** Nothing that the view selects in (told, to] may be missing from the events. */
    private void isWhole(List<SimView.Event> events, long to) {
        int next = events.size() - 1;
        Set<String> later = new HashSet<>();
        List<Long> owed = view.selected(told, to);
        for (int i = owed.size() - 1; i >= 0; i--) {
            long revision = owed.get(i);
            while (next >= 0 && events.get(next).revision() >= revision) {
                later.add(events.get(next).id());
                next--;
            }
            boolean sent = next + 1 < events.size() && events.get(next + 1).revision() == revision;
            boolean merged =
                    spec.latest() && later.contains(view.store().at(revision).id());
            boolean scanned = (revision <= window && view.superseded(revision))
                    || (revision <= fromNothing && isGoneFromView(revision));
            Violation.unless(
                    sent || merged || scanned, "missing: %d of %s, told %d to %d", revision, view.key(), told, to);
        }
        if (!spec.latest() && !events.isEmpty()) {
            Violation.unless(
                    events.stream().map(SimView.Event::revision).distinct().count() == events.size(), "twice");
        }
    }

    private boolean isGoneFromView(long revision) {
        return view.type(revision).equals("deleted") || view.type(revision).equals("left");
    }

    void synced(long revision) {
        Violation.unless(!synced, "synced twice, or where it was not due");
        Violation.unless(revision >= headTold, "synced %d below the head told %d", revision, headTold);
        reached(revision, "synced");
        told = revision;
        synced = true;
    }

    void bookmark(long revision) {
        reached(revision, "bookmark");
        told = revision;
    }

    /** Nothing that the view selects up to this revision may be still to come. */
    void reached(long revision, String by) {
        Violation.unless(told >= 0, "%s before subscribed", by);
        Violation.unless(revision >= told, "%s goes back from %d to %d", by, told, revision);
        Violation.unless(revision <= view.store().head(), "%s %d is ahead of the log", by, revision);
        widen();
        isWhole(List.of(), revision);
    }

    void ended(TidingsException reason, long cursor) {
        if (reason.code() != Code.GONE) {
            return;
        }
        if (told < 0) {
            Violation.unless(isGone(headAtOpen) && !spec.snapshot(), "410 without need: %s", spec);
            return;
        }
        boolean below = cursor < view.store().floor();
        boolean scannable = !view.filtered() && (spec.latest() || (spec.snapshot() && !synced));
        boolean beyondTombstones = cursor > 0 && cursor < view.store().tombstoneFloor();
        Violation.unless(
                scannable ? beyondTombstones : below, "410 without need at %d: %s, %s", cursor, spec, view.key());
    }

    boolean isSynced() {
        return synced;
    }

    boolean wasReset() {
        return reset;
    }

    long told() {
        return told;
    }
}
