package dev.tidings.proof;

import dev.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * What a watcher asks for: a collection or one resource of it, and where to begin.
 *
 * @param id the one resource, or null for all of the collection
 * @param snapshot whether the present state is wanted first
 * @param since the position to go on from, or null
 * @param latest whether only the last of a resource's frames is wanted of whoever falls behind
 */
record WatchRequest(String collection, String id, boolean snapshot, Position since, boolean latest) {

    static WatchRequest all(String collection) {
        return new WatchRequest(collection, null, false, null, false);
    }

    static WatchRequest one(String collection, String id) {
        return new WatchRequest(collection, id, false, null, false);
    }

    WatchRequest withSnapshot() {
        return new WatchRequest(collection, id, true, since, latest);
    }

    WatchRequest withoutSnapshot() {
        return new WatchRequest(collection, id, false, since, latest);
    }

    WatchRequest from(Position position) {
        return new WatchRequest(collection, id, snapshot, position, latest);
    }

    WatchRequest onlyLatest() {
        return new WatchRequest(collection, id, snapshot, since, true);
    }

    boolean selects(String changedId) {
        return id == null || id.equals(changedId);
    }

    /** Path and query, as for a socket. */
    String target() {
        return path() + query(since != null);
    }

    /** Path and query without the position, which server-sent events send in a header. */
    String targetWithoutPosition() {
        return path() + query(false);
    }

    private String path() {
        return "/v1/" + collection + (id == null ? "" : "/" + id);
    }

    private String query(boolean withSince) {
        List<String> parts = new ArrayList<>();
        if (snapshot) {
            parts.add("snapshot=true");
        }
        if (withSince) {
            parts.add("since=" + since);
        }
        if (latest) {
            parts.add("mode=latest");
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /** The message that asks for it on a socket of many subscriptions. */
    String message(String name) {
        StringBuilder json = new StringBuilder("{\"type\":\"subscribe\",\"subscription\":\"" + name + "\"");
        json.append(",\"collection\":\"").append(collection).append('"');
        json.append(id == null ? "" : ",\"id\":\"" + id + "\"");
        json.append(snapshot ? ",\"snapshot\":true" : "");
        json.append(since == null ? "" : ",\"since\":\"" + since + "\"");
        json.append(latest ? ",\"mode\":\"latest\"" : "");
        return json.append('}').toString();
    }
}
