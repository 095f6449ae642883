package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frames that a subscription is to be told of a log, as the contract makes them of what was and what is. */
final class Selection {

    /** A frame that is due: {@code content} is the hash of its resource, 0 where it has none. */
    record Due(long revision, String type, String id, int content) {

        boolean removes() {
            return type.equals("deleted") || type.equals("left");
        }

        @Override
        public String toString() {
            return revision + " " + type + " " + id;
        }
    }

    private final WatchRequest request;
    private final Map<String, JsonNode> state = new HashMap<>();

    private Selection(WatchRequest request) {
        this.request = request;
    }

    static List<Due> of(List<LoggedChange> log, WatchRequest request) {
        Selection selection = new Selection(request);
        List<Due> due = new ArrayList<>();
        log.forEach(change -> selection.add(change, due));
        return due;
    }

    private void add(LoggedChange change, List<Due> due) {
        JsonNode before = state.get(change.id());
        change.applyTo(state);
        boolean did = before != null && request.selects(change.id(), before);
        boolean does = !change.isDeletion() && request.selects(change.id(), change.resource());
        if (did && !does && !change.isDeletion()) {
            due.add(new Due(change.revision(), "left", change.id(), 0));
        } else if (did || does) {
            String type = does && !did && !change.type().equals("created") ? "entered" : change.type();
            due.add(new Due(change.revision(), type, change.id(), change.content()));
        }
    }
}
