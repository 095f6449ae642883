package dev.tidings.proof;

import dev.tidings.proof.Recording.Begun;
import dev.tidings.proof.Recording.Event;
import dev.tidings.proof.Recording.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks through one recording and, beside it, through the changes of the log that its requests select. Its cursor is the
 * revision up to which the watcher was told everything: a change that the cursor passes without a frame is missing, unless
 * a snapshot leaves it out for a newer state, or {@code mode=latest} does; such a change is <em>owed</em> until the newer
 * one has come, which must be before the next frame that says that all is whole.
 */
final class StreamCheck {

    private static final int MOST_FAULTS = 5;

    private final List<LoggedChange> log;
    private final Recording recording;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Long> owed = new HashMap<>();
    private WatchRequest request;
    private List<LoggedChange> selected = List.of();
    private int next;
    private long cursor = -1;
    private boolean scanning;
    private boolean mayOmit;
    private boolean awaitsSynced;
    private long head;
    private boolean beganWithAll;

    StreamCheck(List<LoggedChange> log, Recording recording) {
        this.log = log;
        this.recording = recording;
        recording.faults().forEach(this::fault);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Whether it began with everything there was, so that its set is the whole of what it selects. */
    boolean beganWithAll() {
        return beganWithAll;
    }

    boolean selects(String id) {
        return request.selects(id);
    }

    void run() {
        for (Event event : recording.events()) {
            if (event instanceof Begun begun) {
                begin(begun);
            } else if (event instanceof Seen seen) {
                see(seen);
            }
        }
        if (request == null) {
            fault("was told nothing");
        } else {
            finish();
        }
    }

    private void begin(Begun begun) {
        WatchRequest asked = begun.asked();
        boolean anew = asked.since() == null || begun.reset();
        if (request == null) {
            selected = log.stream().filter(change -> asked.selects(change.id())).toList();
        }
        long due = anew ? (asked.snapshot() ? 0 : begun.head()) : asked.since().revision();
        require(begun.revision() == due, "begins at " + begun.revision() + " and not at " + due);
        if (anew || cursor < 0) {
            restartAt(begun.revision());
        } else {
            require(cursor == begun.revision(), "goes on at " + begun.revision() + " after " + cursor);
        }
        require(begun.head() >= begun.revision(), "head below the beginning: " + begun);
        request = asked;
        head = begun.head();
        mayOmit = asked.latest();
        scanning = anew && asked.snapshot();
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
        beganWithAll = revision == 0;
    }

    private void see(Seen seen) {
        switch (seen.type()) {
            case "bookmark" -> {
                passTo(seen);
                require(scanning || owed.isEmpty(), "bookmark ahead of what was sent, owing " + owed + ": " + seen);
            }
            case "synced" -> synced(seen);
            default -> change(seen);
        }
    }

    private void synced(Seen seen) {
        require(awaitsSynced, "synced twice or unasked: " + seen);
        require(seen.revision() >= head, "synced below the head " + head + ": " + seen);
        awaitsSynced = false;
        passTo(seen);
        scanning = false;
        whole(seen);
    }

    /** A frame that only says how far the server has looked. */
    private void passTo(Seen seen) {
        require(seen.revision() >= cursor, "goes back from " + cursor + ": " + seen);
        advance(seen.revision(), false);
    }

    private void change(Seen seen) {
        require(seen.revision() > cursor, "not above " + cursor + ": " + seen);
        LoggedChange change = advance(seen.revision(), true);
        if (change == null) {
            fault("a frame of no change: " + seen);
            return;
        }
        boolean snapshot = seen.type().equals("snapshot");
        require(!snapshot || (scanning && !change.isDeletion()), "no snapshot was due: " + seen);
        require(snapshot || seen.type().equals(change.type()), "is not " + change + ": " + seen);
        require(change.id().equals(seen.id()), "is of another resource than " + change + ": " + seen);
        require(seen.content() == change.content(), "has another content than " + change + ": " + seen);
        owed.remove(seen.id());
        apply(held, change);
    }

    /** Moves the cursor; the change at the new one, if it is told and there is one. */
    private LoggedChange advance(long revision, boolean told) {
        LoggedChange found = null;
        while (next < selected.size() && selected.get(next).revision() <= revision) {
            LoggedChange change = selected.get(next++);
            apply(expected, change);
            if (told && change.revision() == revision) {
                found = change;
            } else {
                omit(change);
            }
        }
        cursor = Math.max(cursor, revision);
        return found;
    }

    private void omit(LoggedChange change) {
        if (scanning && change.revision() <= head) {
            if (change.isDeletion()) {
                owed.remove(change.id()); // a snapshot says nothing of what is not there
            } else {
                owed.put(change.id(), change.revision());
            }
        } else if (mayOmit) {
            owed.put(change.id(), change.revision());
        } else {
            fault("missed " + change);
        }
    }

    private static void apply(Map<String, Long> state, LoggedChange change) {
        if (change.isDeletion()) {
            state.remove(change.id());
        } else {
            state.put(change.id(), change.revision());
        }
    }

    /** Here it must hold exactly what the log adds up to. */
    private void whole(Object at) {
        require(owed.isEmpty(), "still owed " + owed + " at " + at);
        require(held.equals(expected), "does not hold what it should at " + at);
    }

    private void finish() {
        long end = log.isEmpty() ? 0 : log.get(log.size() - 1).revision();
        require(!awaitsSynced, "never synced");
        advance(end, false);
        whole("the end");
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            fault(fault);
        }
    }

    private void fault(String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(recording.name() + ": " + what + " (asked " + request + ")");
        }
    }
}
