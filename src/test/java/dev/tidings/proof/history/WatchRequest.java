package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tidings.model.Position;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a watcher asks for: a collection or one resource of it, and where to begin.
 *
 * @param id the one resource, or null for all of the collection
 * @param snapshot whether the present state is wanted first
 * @param since the position to go on from, or null
 * @param latest whether only the last of a resource's frames is wanted of whoever falls behind
 * @param filter which resources are wanted, or null for any
 */
public record WatchRequest(
        String collection, String id, boolean snapshot, Position since, boolean latest, Filter filter) {

    public static WatchRequest all(String collection) {
        return new WatchRequest(collection, null, false, null, false, null);
    }

    public static WatchRequest one(String collection, String id) {
        return new WatchRequest(collection, id, false, null, false, null);
    }

    public WatchRequest withSnapshot() {
        return new WatchRequest(collection, id, true, since, latest, filter);
    }

    public WatchRequest withoutSnapshot() {
        return new WatchRequest(collection, id, false, since, latest, filter);
    }

    public WatchRequest from(Position position) {
        return new WatchRequest(collection, id, snapshot, position, latest, filter);
    }

    public WatchRequest onlyLatest() {
        return new WatchRequest(collection, id, snapshot, since, true, filter);
    }

    public WatchRequest where(Filter wanted) {
        return new WatchRequest(collection, id, snapshot, since, latest, wanted);
    }

    boolean selects(String changedId, JsonNode resource) {
        return (id == null || id.equals(changedId)) && (filter == null || filter.matches(resource));
    }

    @Override
    public String toString() {
        return target();
    }

    boolean hasSelectionOf(WatchRequest other) {
        return Objects.equals(id, other.id) && Objects.equals(filter, other.filter);
    }

    /** Path and query, as for a socket. */
    public String target() {
        return path() + query(since != null);
    }

    /** Path and query without the position, which server-sent events send in a header. */
    public String targetWithoutPosition() {
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
        if (filter != null) {
            parts.add("filter=" + URLEncoder.encode(filter.text(), StandardCharsets.UTF_8));
        }
        if (latest) {
            parts.add("mode=latest");
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /** The message that asks for it on a socket of many subscriptions. */
    public String message(String name) {
        StringBuilder json = new StringBuilder("{\"type\":\"subscribe\",\"subscription\":\"" + name + "\"");
        json.append(",\"collection\":\"").append(collection).append('"');
        json.append(id == null ? "" : ",\"id\":\"" + id + "\"");
        json.append(snapshot ? ",\"snapshot\":true" : "");
        json.append(since == null ? "" : ",\"since\":\"" + since + "\"");
        json.append(filter == null ? "" : ",\"filter\":" + TextNode.valueOf(filter.text()));
        json.append(latest ? ",\"mode\":\"latest\"" : "");
        return json.append('}').toString();
    }
}
