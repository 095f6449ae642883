package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.WebSocketWire.Message;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Watches over a WebSocket: one subscription that is the URL, or many on {@code /v1}. Answers pings. */
final class WatchClient extends Watcher {

    private static final String THE_URL = "";

    private final WebSocketWire wire;
    private final Map<String, Recording> recordings = new HashMap<>();
    private volatile int closeCode;
    private volatile String closeReason;

    private WatchClient(WebSocketWire wire, int budget) {
        super(budget);
        this.wire = wire;
    }

    static WatchClient open(Endpoint endpoint, WatchRequest request, Recording recording) throws IOException {
        return open(endpoint, request, recording, WITHOUT_END);
    }

    /** Reads at most this many frames, then hangs up. */
    static WatchClient open(Endpoint endpoint, WatchRequest request, Recording recording, int budget)
            throws IOException {
        return open(endpoint, request, recording, budget, 0);
    }

    static WatchClient open(Endpoint endpoint, WatchRequest request, Recording recording, int budget, int receiveBuffer)
            throws IOException {
        WatchClient client = new WatchClient(WebSocketWire.open(endpoint, request.target(), receiveBuffer), budget);
        recording.begin(endpoint.authority(), request);
        client.recordings.put(THE_URL, recording);
        client.startReading(recording.name());
        return client;
    }

    /** Opens {@code /v1} and subscribes to each request, named by its recording. */
    static WatchClient openShared(Endpoint endpoint, Map<Recording, WatchRequest> requests, int budget)
            throws IOException {
        WatchClient client = new WatchClient(WebSocketWire.open(endpoint, "/v1", 0), budget);
        requests.forEach((recording, request) -> {
            recording.begin(endpoint.authority(), request);
            client.recordings.put(recording.name(), recording);
        });
        for (Map.Entry<Recording, WatchRequest> each : requests.entrySet()) {
            client.wire.sendText(each.getValue().message(each.getKey().name()));
        }
        client.startReading("shared socket");
        return client;
    }

    @Override
    boolean readNext() throws IOException {
        Message message = wire.read();
        switch (message.opcode()) {
            case WebSocketWire.TEXT -> {
                deliver(Json.read(message.payload()));
                return spend();
            }
            case WebSocketWire.PING -> wire.sendPong(message.payload());
            case WebSocketWire.PONG -> {} // of no interest
            case WebSocketWire.CLOSE -> {
                closeReason = message.closeReason();
                closeCode = message.closeCode();
                wire.sendClose(closeCode == WebSocketWire.NO_CODE ? 1000 : closeCode);
                return false;
            }
            default -> fault("a message of opcode " + message.opcode());
        }
        return true;
    }

    private void deliver(JsonNode frame) {
        Recording recording = recordings.get(frame.path("subscription").asText(THE_URL));
        if (recording == null) {
            fault("of no subscription: " + frame);
        } else {
            recording.accept(frame);
        }
    }

    @Override
    void fault(String what) {
        recordings.values().forEach(recording -> recording.fault(what));
    }

    /** The code with which the server closed; 0 where it has not. */
    int closeCode() {
        return closeCode;
    }

    String closeReason() {
        return closeReason;
    }

    @Override
    Valve valve() {
        return wire.valve();
    }

    @Override
    void hangUp() throws IOException {
        wire.hangUp();
    }

    /** Says goodbye and ends. */
    @Override
    public void close() throws IOException {
        wire.valve().open();
        if (!hasEnded()) {
            wire.sendClose(1000);
        }
        wire.close();
    }
}
