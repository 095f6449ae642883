package dev.tidings.http.exchange;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer before it is sent: what coding it travels in, and what every answer says besides, is {@link Replies}' part.
 * Immutable.
 *
 * @param body null for none; of a 304 the body that was left out
 * @param stream what writes the body of a long answer; null for any other
 */
public record Answer(int status, Map<String, String> headers, String body, Stream stream) {

    public Answer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Writes a body bit by bit, at its reader's pace, and ends the response of the request. */
    @FunctionalInterface
    public interface Stream {

        Future<Void> writeTo(HttpServerRequest request);
    }

    public static Answer of(int status) {
        return new Answer(status, Map.of(), null, null);
    }

    public static Answer json(int status, String body) {
        return of(status).with("Content-Type", Accepts.JSON).withBody(body);
    }

    public Answer with(String header, String value) {
        return with(Map.of(header, value));
    }

    public Answer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body, stream);
    }

    public Answer withBody(String newBody) {
        return new Answer(status, headers, newBody, stream);
    }

    public Answer withStatus(int newStatus) {
        return new Answer(newStatus, headers, body, stream);
    }

    public Answer withStream(Stream newStream) {
        return new Answer(status, headers, body, newStream);
    }
}
