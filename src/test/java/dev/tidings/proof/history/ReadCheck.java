package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import dev.tidings.proof.history.Operation.Listing;
import dev.tidings.proof.history.Operation.Read;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Outcome.Refused;
import dev.tidings.proof.history.Outcome.Unchanged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What was read is what the log says of that version; and an answer that says how a resource stood (404, 409, 412) can be
 * true at some moment of its request. The timeline, settled, has already seen to it that no reading is stale.
 */
final class ReadCheck {

    private static final int CONFLICT = 409;

    private final Log log;
    private final Timeline timeline;
    private final Faults faults;

    ReadCheck(Log log, Timeline timeline, Faults faults) {
        this.log = log;
        this.timeline = timeline;
        this.faults = faults;
    }

    void check(Operation operation) {
        if (operation instanceof Read read) {
            checkRead(read);
        } else if (operation instanceof Write write && write.outcome() instanceof Refused refused) {
            checkRefusal(write, refused.status());
        } else if (operation instanceof Write write && write.outcome() instanceof Unchanged unchanged) {
            checkVersion(write, write.intent().id(), unchanged.version(), Optional.empty());
        }
    }

    private void checkRead(Read read) {
        if (read.version() == null) {
            mustHaveBeen(read, read.id(), ReadCheck::isAbsent);
        } else {
            checkVersion(read, read.id(), read.version(), Optional.of(read.content()));
        }
    }

    private void checkVersion(Operation operation, String id, Position version, Optional<JsonNode> content) {
        faults.require(
                log.epoch().equals(version.epoch()), () -> "of another epoch than " + log.epoch() + ": " + operation);
        boolean right = log.at(version.revision())
                .filter(change -> change.id().equals(id) && !change.isDeletion())
                .filter(change -> content.isEmpty() || content.get().equals(change.resource()))
                .isPresent();
        faults.require(right, () -> "was never so: " + operation + log.around(id, version.revision()));
    }

    private void checkRefusal(Write write, int status) {
        Intent intent = write.intent();
        if (status == 412 && intent.ifMatch() != null) {
            mustHaveBeen(write, intent.id(), state -> !isVersion(state, intent.ifMatch()));
        } else if (status == 404) {
            mustHaveBeen(write, intent.id(), ReadCheck::isAbsent);
        } else if (status == CONFLICT && intent.id() != null) {
            mustHaveBeen(write, intent.id(), state -> !isAbsent(state));
        }
    }

    private static boolean isAbsent(Optional<LoggedChange> state) {
        return state.isEmpty() || state.get().isDeletion();
    }

    private boolean isVersion(Optional<LoggedChange> state, Position version) {
        return !isAbsent(state)
                && log.epoch().equals(version.epoch())
                && state.get().revision() == version.revision();
    }

    /** At some moment of the operation the last change of the resource, if any, was such a one. */
    private void mustHaveBeen(Operation operation, String id, Predicate<Optional<LoggedChange>> such) {
        List<Optional<LoggedChange>> states = new ArrayList<>(List.of(Optional.empty()));
        log.of(id).map(Optional::of).forEach(states::add);
        boolean possible =
                states.stream().anyMatch(state -> such.test(state) && wasDuring(operation.span(), id, state));
        faults.require(possible, () -> "cannot have been so then: " + operation + history(id, operation.span()));
    }

    private boolean wasDuring(Span span, String id, Optional<LoggedChange> state) {
        long from = state.map(LoggedChange::revision).orElse(0L);
        long to = log.after(id, from).map(LoggedChange::revision).orElse(Long.MAX_VALUE);
        return timeline.earliest(from) <= span.returned() && span.invoked() <= timeline.latest(to);
    }

    private String history(String id, Span span) {
        StringBuilder text = new StringBuilder("\n  its changes then:");
        log.of(id).filter(change -> wasDuring(span, id, Optional.of(change))).forEach(change -> text.append("\n    ")
                .append(change));
        return text.toString();
    }

    /** Each list is what the changes up to its revision add up to. */
    void checkListings(List<Listing> listings) {
        List<Listing> inOrder = new ArrayList<>(listings);
        inOrder.sort(Comparator.comparingLong(listing -> listing.head().revision()));
        Map<String, JsonNode> state = new HashMap<>();
        List<LoggedChange> changes = log.changes();
        int next = 0;
        for (Listing listing : inOrder) {
            while (next < changes.size()
                    && changes.get(next).revision() <= listing.head().revision()) {
                changes.get(next++).applyTo(state);
            }
            boolean known = log.epoch().equals(listing.head().epoch());
            faults.require(known, () -> "of another epoch than " + log.epoch() + ": " + listing);
            compare(listing::toString, listing.items(), state, listing.head().revision());
        }
    }

    /** Tells of the first resource that is another than the log adds up to. */
    void compare(Supplier<String> what, Map<String, JsonNode> told, Map<String, JsonNode> expected, long head) {
        if (told.equals(expected)) {
            return;
        }
        Set<String> ids = new HashSet<>(told.keySet());
        ids.addAll(expected.keySet());
        ids.stream()
                .sorted()
                .filter(id -> !Objects.equals(told.get(id), expected.get(id)))
                .findFirst()
                .ifPresent(id -> faults.add(what.get() + " has as " + id + " " + told.get(id)
                        + "\n  where the log adds up to " + expected.get(id) + log.around(id, head + 1)));
    }
}
