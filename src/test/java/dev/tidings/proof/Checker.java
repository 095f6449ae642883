package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.Ledger.Acknowledged;
import dev.tidings.proof.Ledger.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Holds the log of one collection, from its first revision on, against what the writers know, what the watchers were told
 * and what REST lists at quiet. It does no I/O; what it finds it tells as sentences.
 */
final class Checker {

    private final List<LoggedChange> log;
    private final Map<String, JsonNode> listed;
    private final List<String> faults = new ArrayList<>();

    /** @param listed every resource that REST lists, by id */
    Checker(List<LoggedChange> log, Map<String, JsonNode> listed) {
        this.log = log;
        this.listed = listed;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The log has each revision once, and what it adds up to is what REST lists. */
    void checkLog() {
        Map<String, JsonNode> state = new HashMap<>();
        for (int i = 0; i < log.size(); i++) {
            LoggedChange change = log.get(i);
            require(change.revision() == i + 1, "the log has " + change.revision() + " where " + (i + 1) + " was due");
            checkType(change, state.containsKey(change.id()));
            if (change.isDeletion()) {
                state.remove(change.id());
            } else {
                state.put(change.id(), change.resource());
            }
        }
        compare("the log adds up to", state, "REST lists", listed);
    }

    private void checkType(LoggedChange change, boolean wasThere) {
        boolean fits =
                switch (change.type()) {
                    case "created" -> !wasThere;
                    case "updated", "deleted" -> wasThere;
                    default -> false;
                };
        require(fits, "a change that cannot be: " + change);
    }

    /** Each acknowledged write is in the log exactly once, each refused one never, each unknown one at most once. */
    void checkWrites(Collection<Acknowledged> acknowledged, Collection<Unknown> unknown) {
        Map<Long, Acknowledged> byRevision = new HashMap<>();
        for (Acknowledged write : acknowledged) {
            Acknowledged other = byRevision.put(write.revision(), write);
            require(other == null, "two writes with one receipt: " + other + " and " + write);
            require(isIn(write), "an acknowledged write is not in the log: " + write);
        }
        Set<String> marks = new HashSet<>();
        List<Unknown> left = new ArrayList<>(unknown);
        for (LoggedChange change : log) {
            require(change.isDeletion() || marks.add(change.mark()), "written twice: " + change);
            Acknowledged write = byRevision.get(change.revision());
            require(write != null || claim(left, change), "a change that nobody knows to have written: " + change);
        }
    }

    private boolean isIn(Acknowledged write) {
        if (write.revision() < 1 || write.revision() > log.size()) {
            return false;
        }
        LoggedChange change = log.get((int) write.revision() - 1);
        return change.type().equals(write.type())
                && change.id().equals(write.id())
                && (change.isDeletion() || Objects.equals(change.mark(), write.mark()));
    }

    /** Takes the write of unknown outcome that explains this change, if there is one. */
    private static boolean claim(List<Unknown> left, LoggedChange change) {
        for (Unknown write : left) {
            boolean explains = change.isDeletion()
                    ? write.mark() == null && change.id().equals(write.id())
                    : write.mark() != null && write.mark().equals(change.mark());
            if (explains) {
                return left.remove(write);
            }
        }
        return false;
    }

    /** No refused write left a trace. */
    void checkRefused(Collection<String> marks) {
        Set<String> refused = new HashSet<>(marks);
        for (LoggedChange change : log) {
            require(
                    change.isDeletion() || !refused.contains(change.mark()),
                    "a refused write is in the log: " + change);
        }
    }

    /** A watcher was told what its requests select, in order, none missing and none twice, and now holds what REST lists. */
    void checkRecording(Recording recording) {
        StreamCheck check = new StreamCheck(log, recording);
        check.run();
        faults.addAll(check.faults());
        if (check.beganWithAll()) {
            Map<String, JsonNode> selected = new HashMap<>(listed);
            selected.keySet().removeIf(id -> !check.selects(id));
            compare(recording.name() + " holds", recording.held(), "REST lists", selected);
        }
    }

    private void compare(String one, Map<String, JsonNode> a, String other, Map<String, JsonNode> b) {
        if (a.equals(b)) {
            return;
        }
        Set<String> ids = new HashSet<>(a.keySet());
        ids.addAll(b.keySet());
        ids.stream()
                .filter(id -> !Objects.equals(a.get(id), b.get(id)))
                .limit(3)
                .forEach(id -> faults.add(one + " " + a.get(id) + ", but " + other + " " + b.get(id) + " as " + id));
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }
}
