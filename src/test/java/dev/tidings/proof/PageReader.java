package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a collection's pages of changes, one after the other, up to a revision, and fails where one is missing, comes twice
 * or out of order. Many share one client and its threads.
 */
final class PageReader {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http;
    private final Endpoint endpoint;
    private final String collection;
    private final String query;
    private final long until;
    private long revision;

    /** @param query what follows the position, for instance {@code &wait=30} */
    PageReader(HttpClient http, Endpoint endpoint, String collection, String query, long until) {
        this.http = http;
        this.endpoint = endpoint;
        this.collection = collection;
        this.query = query;
        this.until = until;
    }

    /** Reads from where it is. Succeeds once it has seen every change up to the last one. */
    CompletableFuture<Void> read(String epoch) {
        String target = "/v1/" + collection + "?since=" + epoch + ":" + revision + query;
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.uri(target)).timeout(PATIENCE).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenCompose(response -> {
            accept(response);
            return revision == until ? CompletableFuture.completedFuture(null) : read(epoch);
        });
    }

    private void accept(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        JsonNode page = Json.read(response.body());
        for (JsonNode change : page.path("changes")) {
            if (change.path("revision").asLong() != revision + 1) {
                throw new AssertionError("after " + revision + " came " + change);
            }
            revision++;
        }
        if (page.path("revision").asLong() != revision) {
            throw new AssertionError("the page does not end at " + revision + ": " + response.body());
        }
    }
}
