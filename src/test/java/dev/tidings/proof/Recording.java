package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What one watcher was told over all its connections, and what it holds for it: it puts on at snapshot, created and updated
 * and removes at deleted. Filled by the thread of the connection, read by any.
 */
final class Recording {

    /** Something that was recorded: the beginning of a connection, or a frame. */
    sealed interface Event permits Begun, Seen {}

    /** A connection began: what was asked, and what {@code subscribed} said. */
    record Begun(WatchRequest asked, long revision, long head, boolean reset) implements Event {}

    /** A frame: {@code content} is the hash of its resource, 0 without one. */
    record Seen(String type, long revision, String id, int content) implements Event {}

    private final String name;
    private final List<Event> events = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, JsonNode> held = new HashMap<>();
    private WatchRequest asked;
    private boolean awaitsSubscribed;
    private boolean synced;
    private String epoch;
    private long revision;
    private int frames;

    Recording(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The collection that it watches. */
    synchronized String collection() {
        return asked.collection();
    }

    /** A connection is about to begin with this. */
    synchronized void begin(WatchRequest request) {
        asked = request;
        awaitsSubscribed = true;
        synced = false;
    }

    /** The next frame. */
    synchronized void accept(JsonNode frame) {
        String type = frame.path("type").asText();
        if (awaitsSubscribed != type.equals("subscribed")) {
            fault("out of place: " + frame);
        }
        frames++;
        if (type.equals("subscribed")) {
            subscribed(frame);
        } else if (type.equals("error")) {
            fault("an error frame: " + frame);
        } else {
            frame(type, frame);
        }
        notifyAll();
    }

    private void subscribed(JsonNode frame) {
        awaitsSubscribed = false;
        boolean reset = frame.path("reset").asBoolean();
        String told = frame.path("epoch").asText();
        if (epoch != null && !epoch.equals(told)) {
            fault("another epoch: " + frame);
        }
        if (!frame.path("collection").asText().equals(asked.collection())) {
            fault("another collection: " + frame);
        }
        epoch = told;
        revision = frame.path("revision").asLong(-1);
        if (reset || (asked.snapshot() && asked.since() == null)) {
            held.clear();
        }
        events.add(new Begun(asked, revision, frame.path("head").asLong(-1), reset));
    }

    private void frame(String type, JsonNode frame) {
        JsonNode resource = frame.get("resource");
        String id = frame.path("id").asText(null);
        revision = frame.path("revision").asLong(-1);
        events.add(new Seen(type.intern(), revision, id, resource == null ? 0 : resource.hashCode()));
        switch (type) {
            case "snapshot", "created", "updated" -> held.put(id, resource);
            case "deleted" -> held.remove(id);
            case "synced" -> synced = true;
            case "bookmark" -> {} // only a place to go on from
            default -> fault("a frame that was not asked for: " + frame);
        }
    }

    /** Something that the contract forbids; whoever checks the recording tells it. */
    synchronized void fault(String what) {
        faults.add(what);
        notifyAll();
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized Map<String, JsonNode> held() {
        return Map.copyOf(held);
    }

    /** The revision of the last frame, of whatever type. */
    synchronized long revision() {
        return revision;
    }

    synchronized int frames() {
        return frames;
    }

    synchronized String epoch() {
        return epoch;
    }

    /** Whether anything was ever told, so that there is a position to go on from. */
    synchronized boolean hasPosition() {
        return epoch != null;
    }

    synchronized Position position() {
        return new Position(epoch, revision);
    }

    boolean awaitFrames(int count, Duration patience) throws InterruptedException {
        return await(() -> frames >= count, patience);
    }

    boolean awaitSynced(Duration patience) throws InterruptedException {
        return await(() -> synced, patience);
    }

    boolean awaitRevision(long wanted, Duration patience) throws InterruptedException {
        return await(() -> epoch != null && revision >= wanted, patience);
    }

    boolean awaitHeld(String id, Duration patience) throws InterruptedException {
        return await(() -> held.containsKey(id), patience);
    }

    private synchronized boolean await(BooleanSupplier reached, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!reached.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public synchronized String toString() {
        return name + " at " + epoch + ":" + revision + " after " + frames + " frames, asked " + asked;
    }
}
