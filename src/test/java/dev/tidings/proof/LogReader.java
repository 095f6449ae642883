package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads over REST what there is at quiet: the whole log of a collection, and all its resources. */
final class LogReader {

    private final RestClient rest;

    LogReader(RestClient rest) {
        this.rest = rest;
    }

    /** The newest position of a collection. */
    Position head(String collection) throws IOException, InterruptedException {
        JsonNode page = get("/v1/" + collection + "?limit=1");
        return new Position(page.path("epoch").asText(), page.path("revision").asLong());
    }

    /** Every change after revision 0, as the pages of changes tell it. */
    List<LoggedChange> log(String collection) throws IOException, InterruptedException {
        List<LoggedChange> log = new ArrayList<>();
        Position position = new Position(head(collection).epoch(), 0);
        boolean more = true;
        while (more) {
            JsonNode page = get("/v1/" + collection + "?since=" + position + "&limit=1000");
            page.path("changes").forEach(frame -> log.add(LoggedChange.of(frame)));
            position = new Position(
                    page.path("epoch").asText(), page.path("revision").asLong());
            more = page.path("more").asBoolean();
        }
        return log;
    }

    /** Every resource by id, as the pages of the collection tell it. */
    Map<String, JsonNode> resources(String collection) throws IOException, InterruptedException {
        Map<String, JsonNode> resources = new TreeMap<>();
        String after = "";
        do {
            JsonNode page = get("/v1/" + collection + "?limit=1000" + after);
            for (JsonNode item : page.path("items")) {
                if (resources.put(item.path("id").asText(), item) != null) {
                    throw new AssertionError("listed twice: " + item);
                }
            }
            after = page.has("next") ? "&after=" + encode(page.path("next").asText()) : "";
        } while (!after.isEmpty());
        return resources;
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private JsonNode get(String target) throws IOException, InterruptedException {
        Answer answer = rest.get(target);
        if (answer.status() != 200) {
            throw new AssertionError("GET " + target + " was answered with " + answer);
        }
        return answer.json();
    }
}
