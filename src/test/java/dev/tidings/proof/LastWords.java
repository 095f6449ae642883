package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.WebSocketWire.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Watchers that wait for the end, and tell how it came. */
final class LastWords {

    private static final int GONE_CLOSE = 4410;
    private static final int UNAVAILABLE = 503;

    /**
     * How it ended.
     *
     * @param last the last frame or the answer
     * @param isAsPromised whether the connection went on or ended as the contract says of this way to watch
     */
    record Ending(JsonNode last, boolean isAsPromised) {}

    private LastWords() {}

    /** The URL is the subscription: an error, and then the close code that says the same. */
    static CompletableFuture<Ending> ofSocket(Endpoint endpoint, String target) throws IOException {
        WebSocketWire wire = WebSocketWire.open(endpoint, target, 0);
        nextFrame(wire); // it is subscribed
        return inBackground(() -> {
            try (wire) {
                JsonNode last = nextError(wire);
                Message end = wire.read();
                return new Ending(last, end.opcode() == WebSocketWire.CLOSE && end.closeCode() == GONE_CLOSE);
            }
        });
    }

    /** One subscription of many: it alone ends, and its name can be used again. */
    static CompletableFuture<Ending> ofSharedSocket(Endpoint endpoint, String collection) throws IOException {
        WebSocketWire wire = WebSocketWire.open(endpoint, "/v1", 0);
        String subscribe = "{\"type\":\"subscribe\",\"subscription\":\"s1\",\"snapshot\":true,\"collection\":\""
                + collection + "\"}";
        wire.sendText(subscribe);
        nextFrame(wire);
        return inBackground(() -> {
            try (wire) {
                JsonNode last = nextError(wire);
                wire.sendText(subscribe);
                JsonNode again = nextFrame(wire);
                boolean named = last.path("subscription").asText().equals("s1");
                return new Ending(last, named && again.path("type").asText().equals("subscribed"));
            }
        });
    }

    /** Server-sent events: a problem, and then the end of the answer. */
    static CompletableFuture<Ending> ofStream(Endpoint endpoint, String target) throws IOException {
        HttpWire wire = HttpWire.connect(endpoint);
        wire.sendHead("GET", target, Map.of("Accept", "text/event-stream"), 0);
        InputStream body = wire.body(wire.readHead());
        return inBackground(() -> {
            try (wire) {
                List<String> lines = new ArrayList<>();
                for (int first = body.read(); first >= 0; first = body.read()) {
                    lines.add(first == '\n' ? "" : (char) first + BodyStream.readLine(body));
                }
                lines.removeIf(String::isBlank);
                int end = lines.size() - 1;
                JsonNode last = Json.read(lines.get(end).substring("data:".length()));
                return new Ending(last, lines.get(end - 1).replace(" ", "").equals("event:problem"));
            }
        });
    }

    /** Asks again after a 503, as a client does: its first look at the log may meet a store that is away. */
    static CompletableFuture<Ending> ofLongPoll(Endpoint endpoint, String target) throws IOException {
        HttpWire wire = HttpWire.connect(endpoint);
        wire.sendHead("GET", target, Map.of(), 0);
        return inBackground(() -> {
            Answer answer;
            try (wire) {
                HttpWire.Head head = wire.readHead();
                answer = new Answer(
                        head.status(),
                        head.headers(),
                        new String(wire.body(head).readAllBytes(), UTF_8));
            }
            if (answer.status() == UNAVAILABLE) {
                answer = await().until(() -> poll(endpoint, target), later -> later.status() != UNAVAILABLE);
            }
            return new Ending(
                    answer.json(),
                    answer.status() == answer.json().path("status").asInt());
        });
    }

    private static Answer poll(Endpoint endpoint, String target) throws IOException {
        try (HttpWire wire = HttpWire.connect(endpoint)) {
            return wire.exchange("GET", target, Map.of(), "");
        }
    }

    /** The resources of a watch that begins with a snapshot. */
    static List<JsonNode> snapshot(Endpoint endpoint, String target) throws IOException {
        try (WebSocketWire wire = WebSocketWire.open(endpoint, target, 0)) {
            List<JsonNode> resources = new ArrayList<>();
            for (JsonNode frame = nextFrame(wire);
                    !frame.path("type").asText().equals("synced");
                    frame = nextFrame(wire)) {
                if (frame.has("resource")) {
                    resources.add(frame.path("resource"));
                }
            }
            return resources;
        }
    }

    private static JsonNode nextError(WebSocketWire wire) throws IOException {
        JsonNode frame = nextFrame(wire);
        while (!frame.path("type").asText().equals("error")) {
            frame = nextFrame(wire);
        }
        return frame;
    }

    private static JsonNode nextFrame(WebSocketWire wire) throws IOException {
        while (true) {
            Message message = wire.read();
            switch (message.opcode()) {
                case WebSocketWire.TEXT -> {
                    return Json.read(message.payload());
                }
                case WebSocketWire.PING -> wire.sendPong(message.payload());
                default -> throw new EOFException("a message of opcode " + message.opcode());
            }
        }
    }

    private static CompletableFuture<Ending> inBackground(Callable<Ending> watching) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(ending, watching), "last words");
        thread.setDaemon(true);
        thread.start();
        return ending;
    }

    private static void complete(CompletableFuture<Ending> ending, Callable<Ending> watching) {
        try {
            ending.complete(watching.call());
        } catch (Exception | AssertionError failure) {
            ending.completeExceptionally(failure);
        }
    }
}
