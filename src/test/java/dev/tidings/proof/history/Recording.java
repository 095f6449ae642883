package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import dev.tidings.proof.history.StreamHistory.Begun;
import dev.tidings.proof.history.StreamHistory.Ended;
import dev.tidings.proof.history.StreamHistory.Event;
import dev.tidings.proof.history.StreamHistory.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What one watcher was told over all its connections, and what it holds for it: it puts on at snapshot, created,
 * updated and entered, and removes at deleted and left. Filled by the thread of the connection, read by any.
 */
public final class Recording {

    private static final int GONE = 410;
    private static final int UNAVAILABLE = 503;

    private final String name;
    private final LongSupplier clock;
    private final List<Event> events = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, JsonNode> held = new HashMap<>();
    private WatchRequest asked;
    private String node;
    private boolean awaitsSubscribed;
    private boolean refused;
    private boolean synced;
    private String epoch;
    private long revision;
    private boolean lost;
    private int frames;

    /** @param clock monotonic nanoseconds, the same for all clients of a history */
    public Recording(String name, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
    }

    public String name() {
        return name;
    }

    /** The collection that it watches. */
    public synchronized String collection() {
        return asked.collection();
    }

    /** A connection to this node is about to begin with this. */
    public synchronized void begin(String endpoint, WatchRequest request) {
        node = endpoint;
        asked = request;
        awaitsSubscribed = true;
        refused = false;
        synced = false;
    }

    /** The next frame. */
    public synchronized void accept(JsonNode frame) {
        String type = frame.path("type").asText();
        frames++;
        if (type.equals("error")) {
            error(frame);
        } else if (awaitsSubscribed != type.equals("subscribed")) {
            fault("out of place: " + frame);
        } else if (awaitsSubscribed) {
            subscribed(frame);
        } else {
            frame(type, frame);
        }
        notifyAll();
    }

    /** A subscription may be refused, as a connection may: while the store is away, say. One that has begun waits for it. */
    private void error(JsonNode frame) {
        int status = frame.path("status").asInt();
        if (status == GONE) {
            lose(true);
        } else if (status == UNAVAILABLE && awaitsSubscribed) {
            refused = true;
        } else {
            fault("an error frame: " + frame);
        }
    }

    /** Its position was answered with 410: the next connection begins anew. */
    public synchronized void startAnew() {
        lose(false);
    }

    private void lose(boolean byFrame) {
        events.add(new Ended(clock.getAsLong(), byFrame));
        lost = true;
        epoch = null;
        held.clear();
        notifyAll();
    }

    private void subscribed(JsonNode frame) {
        awaitsSubscribed = false;
        boolean reset = frame.path("reset").asBoolean();
        String told = frame.path("epoch").asText();
        if (!frame.path("collection").asText().equals(asked.collection())) {
            fault("another collection: " + frame);
        }
        epoch = told;
        revision = frame.path("revision").asLong(-1);
        if (reset || (asked.snapshot() && asked.since() == null)) {
            held.clear();
        }
        Position beginning = new Position(told, revision);
        events.add(new Begun(
                clock.getAsLong(), node, asked, beginning, frame.path("head").asLong(-1), reset));
    }

    private void frame(String type, JsonNode frame) {
        JsonNode resource = frame.get("resource");
        String id = frame.path("id").asText(null);
        revision = frame.path("revision").asLong(-1);
        int content = resource == null ? 0 : resource.hashCode();
        events.add(new Seen(clock.getAsLong(), type.intern(), revision, id, content));
        switch (type) {
            case "snapshot", "created", "updated", "entered" -> held.put(id, resource);
            case "deleted", "left" -> held.remove(id);
            case "synced" -> synced = true;
            case "bookmark" -> {} // only a place to go on from
            default -> fault("a frame that was not asked for: " + frame);
        }
    }

    /** Something that the contract forbids; whoever checks the recording tells it. */
    public synchronized void fault(String what) {
        faults.add(what);
        notifyAll();
    }

    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** All up to now. */
    synchronized StreamHistory history() {
        String collection = asked == null ? "" : asked.collection();
        return new StreamHistory(name, collection, List.copyOf(events), Map.copyOf(held), List.copyOf(faults));
    }

    public synchronized Map<String, JsonNode> held() {
        return Map.copyOf(held);
    }

    /** The revision of the last frame, of whatever type. */
    public synchronized long revision() {
        return revision;
    }

    public synchronized int frames() {
        return frames;
    }

    public synchronized String epoch() {
        return epoch;
    }

    /** Whether it lost its position and has to begin anew, with all there is. */
    public synchronized boolean isAdrift() {
        return lost && epoch == null;
    }

    /** Whether it was told that it cannot begin now: the next connection asks for the same. */
    public synchronized boolean isRefused() {
        return refused;
    }

    /** Whether anything was ever told, so that there is a position to go on from. */
    public synchronized boolean hasPosition() {
        return epoch != null;
    }

    public synchronized Position position() {
        return new Position(epoch, revision);
    }

    public boolean awaitFrames(int count, Duration patience) throws InterruptedException {
        return await(() -> frames >= count, patience);
    }

    public boolean awaitSynced(Duration patience) throws InterruptedException {
        return await(() -> synced, patience);
    }

    public boolean awaitRevision(long wanted, Duration patience) throws InterruptedException {
        return await(() -> epoch != null && revision >= wanted, patience);
    }

    public boolean awaitHeld(String id, Duration patience) throws InterruptedException {
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
