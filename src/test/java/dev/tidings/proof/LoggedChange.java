package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A change as the server's log tells it.
 *
 * @param mark the mark that its writer left in the resource, or null
 * @param resource what it became, or its last state
 */
record LoggedChange(long revision, String type, String id, String mark, JsonNode resource) {

    static LoggedChange of(JsonNode frame) {
        JsonNode resource = frame.get("resource");
        String mark = resource == null ? null : resource.path(Ledger.MARK).asText(null);
        return new LoggedChange(
                frame.path("revision").asLong(-1),
                frame.path("type").asText(),
                frame.path("id").asText(null),
                mark,
                resource);
    }

    boolean isDeletion() {
        return type.equals("deleted");
    }

    int content() {
        return resource == null ? 0 : resource.hashCode();
    }
}
