package dev.tidings.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * REST over pooled connections. For any number of threads. An {@link IOException} means that the outcome of a write is
 * unknown, a {@link java.net.ConnectException} that it was never sent; nothing is tried twice.
 */
final class RestClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOAD_PATIENCE = Duration.ofMinutes(10);

    private final Endpoint endpoint;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    RestClient(Endpoint endpoint) {
        this(endpoint, PATIENCE);
    }

    /** One that waits so long for an answer. */
    RestClient(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Answer get(String target, String... headers) throws IOException, InterruptedException {
        return send("GET", target, BodyPublishers.noBody(), headers);
    }

    Answer post(String target, String json, String... headers) throws IOException, InterruptedException {
        return send("POST", target, json, "application/json", headers);
    }

    Answer put(String target, String json, String... headers) throws IOException, InterruptedException {
        return send("PUT", target, json, "application/json", headers);
    }

    Answer patch(String target, String patch, String type) throws IOException, InterruptedException {
        return send("PATCH", target, patch, type);
    }

    Answer delete(String target, String... headers) throws IOException, InterruptedException {
        return send("DELETE", target, BodyPublishers.noBody(), headers);
    }

    /** Loads a resource a line. */
    Answer load(String target, BodyPublisher lines) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("POST", target, lines, "Content-Type", "application/x-ndjson");
        return answer(request.timeout(LOAD_PATIENCE).build());
    }

    /** An answer of any size, as it comes. */
    HttpResponse<java.util.stream.Stream<String>> lines(String target, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(target)).headers(headers);
        return http.send(request.build(), BodyHandlers.ofLines());
    }

    private Answer send(String method, String target, String body, String type, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, target, BodyPublishers.ofString(body), headers);
        return answer(request.setHeader("Content-Type", type).build());
    }

    private Answer send(String method, String target, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return answer(request(method, target, body, headers).build());
    }

    private HttpRequest.Builder request(String method, String target, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(target)).timeout(patience);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.method(method, body);
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        Map<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            headers.put(header.getKey(), String.join(", ", header.getValue()));
        }
        return new Answer(response.statusCode(), headers, response.body());
    }

    private URI uri(String target) {
        return endpoint.uri(target);
    }
}
