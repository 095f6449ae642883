package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Watches over server-sent events; goes on with {@code Last-Event-ID}. */
final class StreamClient extends Watcher {

    private final HttpWire wire;
    private final InputStream body;
    private final Recording recording;
    private final List<Long> retries = new CopyOnWriteArrayList<>();
    private volatile boolean endedCleanly;
    private String event = "";
    private String id = "";
    private final StringBuilder data = new StringBuilder();

    private StreamClient(HttpWire wire, InputStream body, Recording recording, int budget) {
        super(budget);
        this.wire = wire;
        this.body = body;
        this.recording = recording;
    }

    static StreamClient open(Endpoint endpoint, WatchRequest request, Recording recording) throws IOException {
        return open(endpoint, request, recording, WITHOUT_END);
    }

    /** Reads at most this many events, then hangs up. */
    static StreamClient open(Endpoint endpoint, WatchRequest request, Recording recording, int budget)
            throws IOException {
        HttpWire wire = HttpWire.connect(endpoint);
        try {
            Map<String, String> headers = new TreeMap<>(Map.of("Accept", "text/event-stream"));
            if (request.since() != null) {
                headers.put("Last-Event-ID", request.since().toString());
            }
            wire.sendHead("GET", request.targetWithoutPosition(), headers, 0);
            HttpWire.Head head = wire.readHead();
            if (head.status() != 200) {
                String text = new String(wire.body(head).readAllBytes(), UTF_8);
                throw new RefusedException(new Answer(head.status(), head.headers(), text));
            }
            recording.begin(endpoint.authority(), request);
            StreamClient client = new StreamClient(wire, new BufferedInputStream(wire.body(head)), recording, budget);
            client.startReading(recording.name());
            return client;
        } catch (IOException failed) {
            wire.close();
            throw failed;
        }
    }

    @Override
    boolean readNext() throws IOException {
        int first = body.read();
        if (first < 0) {
            endedCleanly = true;
            return false;
        }
        String line = first == '\n' ? "" : (char) first + BodyStream.readLine(body);
        if (line.isBlank()) {
            return dispatch();
        }
        field(line);
        return true;
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (name) {
            case "event" -> event = value;
            case "id" -> id = value;
            case "data" -> data.append(value);
            case "retry" -> retries.add(Long.parseLong(value));
            case "" -> {} // a comment
            default -> recording.fault("an unknown field: " + line);
        }
    }

    /** A blank line ends an event; one without data is none. */
    private boolean dispatch() {
        boolean more = true;
        if (data.length() > 0) {
            deliver(Json.read(data.toString()));
            more = spend();
        }
        event = "";
        id = "";
        data.setLength(0);
        return more;
    }

    private void deliver(JsonNode frame) {
        String type = frame.path("type").asText();
        if (!event.equals(type.equals("error") ? "problem" : type)) {
            recording.fault("event " + event + " with a frame of type " + type);
        }
        recording.accept(frame);
        boolean without = type.equals("subscribed") || type.equals("error");
        String expected =
                without ? "" : recording.epoch() + ":" + frame.path("revision").asLong();
        if (!id.equals(expected)) {
            recording.fault("id " + id + " on " + frame);
        }
    }

    @Override
    void fault(String what) {
        recording.fault(what);
    }

    /** The reconnection times that the server told, in order. */
    List<Long> retries() {
        return retries;
    }

    /** Whether the server ended the stream in a clean way. */
    boolean endedCleanly() {
        return endedCleanly;
    }

    @Override
    Valve valve() {
        return wire.valve();
    }

    @Override
    void hangUp() throws IOException {
        wire.hangUp();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
