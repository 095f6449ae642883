package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A change as the server's log tells it.
 *
 * @param mark the mark that its writer left in the resource, or null
 * @param resource what it became, or its last state
 */
public record LoggedChange(long revision, String type, String id, String mark, JsonNode resource) {

    public static LoggedChange of(JsonNode frame) {
        JsonNode resource = frame.get("resource");
        String mark = resource == null ? null : resource.path(Intent.MARK).asText(null);
        return new LoggedChange(
                frame.path("revision").asLong(-1),
                frame.path("type").asText(),
                frame.path("id").asText(null),
                mark,
                resource);
    }

    public boolean isDeletion() {
        return type.equals("deleted");
    }

    int content() {
        return resource == null ? 0 : resource.hashCode();
    }

    /** Does to a state what this change did. */
    void applyTo(Map<String, JsonNode> state) {
        if (isDeletion()) {
            state.remove(id);
        } else {
            state.put(id, resource);
        }
    }

    @Override
    public String toString() {
        return revision + " " + type + " " + id + " (mark " + mark + ")";
    }
}
