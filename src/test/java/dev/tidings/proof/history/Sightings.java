package dev.tidings.proof.history;

import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Operation.Listing;
import dev.tidings.proof.history.Operation.Page;
import dev.tidings.proof.history.Operation.Read;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Outcome.Applied;
import dev.tidings.proof.history.Outcome.Unchanged;
import dev.tidings.proof.history.StreamHistory.Begun;
import dev.tidings.proof.history.StreamHistory.Event;
import dev.tidings.proof.history.StreamHistory.Seen;

/**
 * Tells the timeline what clients saw. Who was told a revision, on whatever way, knows that it was committed; who reads at
 * any node must see all that was committed before, so that what is newer than its answer was not committed when it asked.
 */
final class Sightings {

    private final Log log;
    private final Timeline timeline;

    Sightings(Log log, Timeline timeline) {
        this.log = log;
        this.timeline = timeline;
    }

    void see(Operation operation) {
        Span span = operation.span();
        if (operation instanceof Write write) {
            seeOutcome(write);
        } else if (operation instanceof Read read && read.version() != null) {
            seeVersion(read.id(), read.version().revision(), read);
        } else if (operation instanceof Listing listing) {
            long head = listing.head().revision();
            timeline.notAfter(head, span.returned(), listing::toString);
            timeline.notBefore(head + 1, span.invoked(), listing::toString);
        } else if (operation instanceof Page page) {
            timeline.notAfter(page.to().revision(), span.returned(), page::toString);
        } else if (operation instanceof Gone gone && log.epoch().equals(gone.epoch())) {
            timeline.notAfter(gone.head(), span.returned(), gone::toString);
        }
    }

    private void seeOutcome(Write write) {
        if (write.outcome() instanceof Applied applied) {
            timeline.notAfter(applied.receipt().revision(), write.span().returned(), write::toString);
        } else if (write.outcome() instanceof Unchanged unchanged) {
            seeVersion(write.intent().id(), unchanged.version().revision(), write);
        }
    }

    /** At some moment of the operation this was the resource's version. */
    private void seeVersion(String id, long revision, Operation operation) {
        timeline.notAfter(revision, operation.span().returned(), operation::toString);
        log.after(id, revision)
                .ifPresent(next ->
                        timeline.notBefore(next.revision(), operation.span().invoked(), operation::toString));
    }

    void see(StreamHistory stream) {
        for (Event event : stream.events()) {
            if (event instanceof Begun begun) {
                timeline.notAfter(begun.head(), begun.at(), () -> stream.name() + ": " + begun);
            } else if (event instanceof Seen seen) {
                timeline.notAfter(seen.revision(), seen.at(), () -> stream.name() + ": " + seen);
            }
        }
    }
}
