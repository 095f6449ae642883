package dev.tidings.proof.history;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Outcome.Applied;
import dev.tidings.proof.history.Outcome.Refused;
import dev.tidings.proof.history.Outcome.Unknown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each acknowledged write is in the log exactly once, where its receipt says; each refused one never, each unknown one at
 * most once; every change is somebody's; and what depends on a version follows that version.
 */
final class WriteCheck {

    private final Log log;
    private final List<Write> writes;
    private final Timeline timeline;
    private final Faults faults;
    private final Map<String, List<Write>> byMark = new HashMap<>();

    WriteCheck(Log log, List<Write> writes, Timeline timeline, Faults faults) {
        this.log = log;
        this.writes = writes;
        this.timeline = timeline;
        this.faults = faults;
        for (Write write : writes) {
            if (write.intent().mark() != null) {
                byMark.computeIfAbsent(write.intent().mark(), mark -> new ArrayList<>())
                        .add(write);
            }
        }
    }

    /** @param all whether every change must be one of the writes */
    void run(boolean all) {
        for (Write write : writes) {
            if (write.outcome() instanceof Applied applied) {
                checkReceipt(write, applied);
            }
        }
        if (all) {
            checkMarks();
            checkDeletions();
        }
    }

    private void checkReceipt(Write write, Applied applied) {
        Position receipt = applied.receipt();
        faults.require(
                log.epoch().equals(receipt.epoch()),
                () -> "a receipt of another epoch than " + log.epoch() + ": " + write);
        boolean there = log.at(receipt.revision())
                .filter(change -> isOf(change, write, applied))
                .isPresent();
        faults.require(
                there, () -> "an acknowledged write is not in the log: " + write + log.around(receipt.revision()));
    }

    private static boolean isOf(LoggedChange change, Write write, Applied applied) {
        return change.type().equals(applied.type())
                && change.id().equals(applied.id())
                && (change.isDeletion() || write.intent().mark().equals(change.mark()));
    }

    private void checkMarks() {
        Set<String> seen = new HashSet<>();
        for (LoggedChange change : log.changes()) {
            if (!change.isDeletion()) {
                faults.require(
                        seen.add(change.mark()), () -> "written twice: " + change + log.around(change.revision()));
                checkAttempts(change, byMark.getOrDefault(change.mark(), List.of()));
            }
        }
    }

    private void checkAttempts(LoggedChange change, List<Write> attempts) {
        faults.require(!attempts.isEmpty(), () -> "nobody wrote " + change + log.around(change.revision()));
        List<Write> candidates = attempts.stream()
                .filter(write -> !(write.outcome() instanceof Refused))
                .toList();
        faults.require(
                attempts.isEmpty() || !candidates.isEmpty(),
                () -> "a refused write is in the log: " + attempts + log.around(change.revision()));
        candidates.stream()
                .min(Comparator.comparingLong(write -> write.span().invoked()))
                .ifPresent(write -> made(change, write));
    }

    /** This attempt, or a later one of the same write, made the change. */
    private void made(LoggedChange change, Write write) {
        timeline.notBefore(change.revision(), write.span().invoked(), write::toString);
        boolean asked = write.intent().id() == null || write.intent().id().equals(change.id());
        faults.require(asked, () -> "is of another resource than " + write + ": " + change);
        Position condition = write.intent().ifMatch();
        if (condition != null) {
            Optional<LoggedChange> before = log.before(change.id(), change.revision());
            boolean met = before.filter(last -> !last.isDeletion())
                    .filter(last -> isVersion(condition, last.revision()))
                    .isPresent();
            faults.require(
                    met, () -> "made though its If-Match fails: " + write + log.around(change.id(), change.revision()));
        }
    }

    private boolean isVersion(Position condition, long revision) {
        return log.epoch().equals(condition.epoch()) && condition.revision() == revision;
    }

    private void checkDeletions() {
        Map<Long, Write> byReceipt = new HashMap<>();
        List<Write> unknown = new ArrayList<>();
        for (Write write : writes) {
            if (write.intent().deletes() && write.outcome() instanceof Applied applied) {
                Write other = byReceipt.put(applied.receipt().revision(), write);
                faults.require(other == null, () -> "two with one receipt: " + other + " and " + write);
            } else if (write.intent().deletes() && write.outcome() instanceof Unknown) {
                unknown.add(write);
            }
        }
        unknown.sort(Comparator.comparingLong(write -> write.span().invoked()));
        for (LoggedChange change : log.changes()) {
            if (change.isDeletion()) {
                explain(change, byReceipt.get(change.revision()), unknown);
            }
        }
    }

    /** Of the unknown ones the first that was sent is taken: it bounds the moment least. */
    private void explain(LoggedChange change, Write acknowledged, List<Write> unknown) {
        Optional<Write> by = Optional.ofNullable(acknowledged).or(() -> unknown.stream()
                .filter(write -> write.intent().id().equals(change.id()))
                .findFirst());
        by.ifPresentOrElse(
                write -> {
                    unknown.remove(write);
                    made(change, write);
                },
                () -> faults.add("nobody deleted " + change + log.around(change.id(), change.revision())));
    }
}
