package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.history.Selection.Due;
import dev.tidings.proof.history.StreamHistory.Begun;
import dev.tidings.proof.history.StreamHistory.Ended;
import dev.tidings.proof.history.StreamHistory.Event;
import dev.tidings.proof.history.StreamHistory.Seen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through one stream and, beside it, through the frames that are due to it. Its cursor is the revision up to which the
 * watcher was told everything: a frame that the cursor passes is missing, unless a snapshot leaves it out for a newer state,
 * or {@code mode=latest} does; such a frame is <em>owed</em> until the newer one has come, which must be before the next
 * frame that says that all is whole.
 */
final class StreamCheck {

    private final Log log;
    private final StreamHistory stream;
    private final Faults faults;
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Long> owed = new HashMap<>();
    private WatchRequest request;
    private List<Due> selected = List.of();
    private int next;
    private long cursor = -1;
    private boolean scanning;
    private boolean pastFloor;
    private boolean awaitsSynced;
    private long head;
    private boolean whole;
    private Event last;

    StreamCheck(Log log, StreamHistory stream, Faults faults) {
        this.log = log;
        this.stream = stream;
        this.faults = faults;
        stream.faults().forEach(faults::add);
    }

    /** Whether it began with everything there was, so that its set is the whole of what it selects. */
    boolean isWhole() {
        return whole;
    }

    boolean selects(JsonNode resource) {
        return request.selects(resource.path("id").asText(), resource);
    }

    void run() {
        for (Event event : stream.events()) {
            if (event instanceof Begun begun) {
                begin(begun);
            } else if (event instanceof Seen seen) {
                see(seen);
            } else if (event instanceof Ended ended) {
                end(ended);
            }
            last = event;
        }
        if (request == null) {
            faults.add("was told nothing");
        } else {
            finish();
        }
    }

    private void begin(Begun begun) {
        WatchRequest asked = begun.asked();
        long beginning = begun.beginning().revision();
        boolean anew = asked.since() == null || begun.reset();
        if (request == null || !asked.hasSelectionOf(request)) {
            selected = Selection.of(log.changes(), asked);
        }
        request = asked;
        require(log.epoch().equals(begun.beginning().epoch()), "another epoch than " + log.epoch(), begun);
        require(anew || asked.since().isOf(log.epoch()), "goes on though of another epoch: " + asked, begun);
        long due = anew ? (asked.snapshot() ? 0 : begun.head()) : asked.since().revision();
        require(beginning == due, "does not begin at " + due, begun);
        if (anew || cursor < 0) {
            restartAt(beginning);
        } else {
            require(cursor == beginning, "goes on elsewhere than at " + cursor, begun);
        }
        require(begun.head() >= beginning, "a head below the beginning", begun);
        head = begun.head();
        scanning = anew && asked.snapshot();
        pastFloor = !anew && asked.filter() == null && (asked.latest() || asked.snapshot()) && beginning < log.floor();
        awaitsSynced = asked.snapshot() || asked.since() != null;
    }

    private void restartAt(long revision) {
        held.clear();
        expected.clear();
        owed.clear();
        cursor = revision;
        next = 0;
        while (next < selected.size() && selected.get(next).revision() <= revision) {
            next++;
        }
        whole = revision == 0;
    }

    private void end(Ended ended) {
        require(!ended.byFrame() || cursor < log.floor(), "ended without a reason, floor " + log.floor(), ended);
        cursor = -1;
        whole = false;
    }

    private void see(Seen seen) {
        switch (seen.type()) {
            case "bookmark" -> {
                passTo(seen);
                require(
                        scanning || pastFloor || owed.isEmpty(),
                        "a bookmark ahead of what was sent, owing " + owed,
                        seen);
            }
            case "synced" -> synced(seen);
            default -> change(seen);
        }
    }

    private void synced(Seen seen) {
        require(awaitsSynced, "synced twice or unasked", seen);
        require(seen.revision() >= head, "synced below the head " + head, seen);
        awaitsSynced = false;
        passTo(seen);
        scanning = false;
        pastFloor = false;
        mustBeWhole(seen);
    }

    /** A frame that only says how far the server has looked. */
    private void passTo(Seen seen) {
        require(seen.revision() >= cursor, "goes back from " + cursor, seen);
        advance(seen, false);
    }

    private void change(Seen seen) {
        require(seen.revision() > cursor, "not above " + cursor, seen);
        Due due = advance(seen, true);
        if (due == null) {
            require(false, "a frame that is not due", seen);
            return;
        }
        require(due.id().equals(seen.id()), "of another resource than is due: " + due, seen);
        require(isTypeFor(due, seen), "of another type than is due: " + due, seen);
        boolean tombstone = pastFloor && due.removes() && seen.content() == 0;
        require(tombstone || seen.content() == due.content(), "with another content than the log's", seen);
        owed.remove(seen.id());
        apply(held, due);
    }

    /** Past the floor a change comes from the resource itself, so that what was created meanwhile is an update. */
    private boolean isTypeFor(Due due, Seen seen) {
        return switch (seen.type()) {
            case "snapshot" -> scanning && seen.revision() <= head && !due.removes();
            case "updated" ->
                due.type().equals("updated") || (pastFloor && due.type().equals("created"));
            default -> seen.type().equals(due.type());
        };
    }

    /** Moves the cursor; the frame that is due at the new one, if one is told and there is one. */
    private Due advance(Seen seen, boolean told) {
        Due found = null;
        while (next < selected.size() && selected.get(next).revision() <= seen.revision()) {
            Due due = selected.get(next++);
            apply(expected, due);
            if (told && due.revision() == seen.revision()) {
                found = due;
            } else {
                omit(due, seen);
            }
        }
        cursor = Math.max(cursor, seen.revision());
        return found;
    }

    private void omit(Due due, Seen seen) {
        if (scanning && due.revision() <= head && due.removes()) {
            owed.remove(due.id()); // a snapshot says nothing of what is not there
        } else if (request.latest() || ((scanning || pastFloor) && due.revision() <= head)) {
            owed.put(due.id(), due.revision());
        } else {
            require(false, "missed " + due + log.around(due.revision()), seen);
        }
    }

    private static void apply(Map<String, Long> state, Due due) {
        if (due.removes()) {
            state.remove(due.id());
        } else {
            state.put(due.id(), due.revision());
        }
    }

    /** Here it must hold exactly what the log adds up to. */
    private void mustBeWhole(Seen at) {
        require(owed.isEmpty(), "still owed " + owed, at);
        require(held.equals(expected), "does not hold what it should", at);
    }

    private void finish() {
        require(!awaitsSynced || cursor < 0, "never synced", last);
        if (cursor >= 0) {
            Seen end = new Seen(Long.MAX_VALUE, "end", log.head(), null, 0);
            advance(end, false);
            mustBeWhole(end);
        }
    }

    private void require(boolean holds, String otherwise, Event at) {
        if (!holds) {
            faults.add(otherwise + ": " + at + ", after " + last + " (asked " + request + ")");
        }
    }
}
