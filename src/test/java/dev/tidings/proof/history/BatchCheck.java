package dev.tidings.proof.history;

import dev.tidings.proof.history.Operation.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A batch over several collections is in the logs of all of them or of none. */
final class BatchCheck {

    private final Map<String, Log> logs;
    private final Faults faults;

    /** @param logs by collection */
    BatchCheck(Map<String, Log> logs, Faults faults) {
        this.logs = logs;
        this.faults = faults;
    }

    void check(History history) {
        Map<String, Set<String>> wanted = new HashMap<>(); // a change of others may have no mark
        for (Operation operation : history.operations()) {
            if (operation instanceof Write write && write.intent().batch()) {
                wanted.computeIfAbsent(write.intent().mark(), mark -> new TreeSet<>())
                        .add(write.collection());
            }
        }
        Map<String, Set<String>> found = new TreeMap<>();
        logs.forEach((collection, log) -> log.changes().stream()
                .filter(change -> !change.isDeletion() && wanted.containsKey(change.mark()))
                .forEach(change -> found.computeIfAbsent(change.mark(), mark -> new TreeSet<>())
                        .add(collection)));
        found.forEach((mark, collections) -> faults.require(
                collections.equals(wanted.get(mark)),
                () -> "batch " + mark + " over " + wanted.get(mark) + " is in " + collections + " alone"));
    }
}
