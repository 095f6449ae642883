package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One collection in memory: what is there, and the log of how it came to be. */
final class FakeStore {

    private final List<LoggedChange> log = new ArrayList<>();
    private final Map<String, LoggedChange> last = new HashMap<>();
    private final Map<Long, Long> acknowledged = new HashMap<>();
    private long head;

    long head() {
        return head;
    }

    List<LoggedChange> log() {
        return log;
    }

    List<LoggedChange> after(long revision, long upTo) {
        return log.stream()
                .filter(change -> change.revision() > revision && change.revision() <= upTo)
                .toList();
    }

    void skipRevision() {
        head++;
    }

    /** The last change of what is there. */
    Optional<LoggedChange> state(String id) {
        return Optional.ofNullable(last.get(id)).filter(change -> !change.isDeletion());
    }

    LoggedChange put(String id, String mark, int color) {
        String type = state(id).isPresent() ? "updated" : "created";
        head++;
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("id", id).put("revision", head).put(Intent.MARK, mark).put("color", color);
        return add(new LoggedChange(head, type, id, mark, resource));
    }

    LoggedChange delete(LoggedChange state) {
        head++;
        return add(new LoggedChange(head, "deleted", state.id(), state.mark(), state.resource()));
    }

    private LoggedChange add(LoggedChange change) {
        log.add(change);
        last.put(change.id(), change);
        return change;
    }

    Map<String, JsonNode> items() {
        Map<String, JsonNode> items = new HashMap<>();
        last.values().forEach(change -> change.applyTo(items));
        return items;
    }

    /** Somebody knows from now on that this revision is committed. */
    void acknowledge(long revision, long time) {
        acknowledged.putIfAbsent(revision, time);
    }

    boolean wasKnownBefore(long revision, long time) {
        return acknowledged.getOrDefault(revision, Long.MAX_VALUE) < time;
    }
}
