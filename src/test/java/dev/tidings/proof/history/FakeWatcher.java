package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.proof.history.Selection.Due;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A watcher of the fake run, and the stream that it is told, with the bugs that a stream may have. */
final class FakeWatcher {

    private static final Filter FILTER =
            new Filter("color==1", resource -> resource.path("color").asInt() == 1);

    private final FakeRun run;
    private final FakeStore store;
    private final Recording recording;
    private final WatchRequest first;
    private boolean connected;
    private long cursor;
    private long begunAt;
    private boolean clockStands;
    private List<Due> selected = List.of();
    private long selectedUpTo;

    /** @param kind 0 snapshot, 1 from now on, 2 filtered with a snapshot */
    FakeWatcher(FakeRun run, String name, String collection, int kind) {
        this.run = run;
        this.store = run.store(collection);
        this.recording = new Recording(name, () -> clockStands ? 0 : run.now());
        WatchRequest all = WatchRequest.all(collection);
        this.first = switch (kind) {
            case 0 -> all.withSnapshot();
            case 1 -> all;
            default -> all.withSnapshot().where(FILTER);
        };
    }

    StreamHistory history() {
        return recording.history();
    }

    void step() {
        run.tick();
        if (!connected) {
            connect();
        } else if (run.random().nextInt(6) == 0) {
            connected = false;
        } else if (run.random().nextInt(3) == 0) {
            bookmark();
        } else {
            tell(Math.min(store.head(), cursor + run.random().nextInt(4)));
        }
    }

    void finish() {
        run.tick();
        if (!connected) {
            connect();
        }
        tell(store.head());
        frame("bookmark", cursor, null);
    }

    private void connect() {
        connected = true;
        boolean resumes = recording.hasPosition();
        WatchRequest request = resumes ? first.withoutSnapshot().from(recording.position()) : first;
        recording.begin("node-" + run.random().nextInt(3), request);
        cursor = resumes ? recording.revision() : request.snapshot() ? 0 : store.head();
        begunAt = store.head();
        subscribed(request);
        if (resumes) {
            resume();
        } else if (request.snapshot()) {
            snapshot(request);
        }
    }

    private void subscribed(WatchRequest request) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.put("type", "subscribed").put("revision", cursor).put("collection", request.collection());
        recording.accept(frame.put("epoch", FakeRun.EPOCH).put("head", begunAt));
    }

    private void resume() {
        List<Due> missed = due(cursor, begunAt);
        if (run.strikes(Bug.RESUME_SKIPS_ONE, !missed.isEmpty())) {
            cursor = missed.get(0).revision();
        }
        if (run.strikes(Bug.EARLY_SYNCED, cursor < begunAt)) {
            frame("synced", cursor, null);
        } else {
            tell(begunAt);
            frame("synced", cursor, null);
        }
    }

    private void snapshot(WatchRequest request) {
        Map<String, JsonNode> items = store.items();
        store.log().stream()
                .filter(change -> change.resource().equals(items.get(change.id())))
                .filter(change -> request.selects(change.id(), change.resource()))
                .forEach(
                        change -> frame("snapshot", change.revision(), new Due(change.revision(), "", change.id(), 1)));
        frame("synced", begunAt, null);
        cursor = begunAt;
    }

    private void bookmark() {
        List<Due> ahead = due(cursor, store.head());
        if (run.strikes(Bug.EARLY_BOOKMARK, !ahead.isEmpty())) {
            frame("bookmark", ahead.get(0).revision(), null);
        } else {
            frame("bookmark", cursor, null);
        }
    }

    private List<Due> due(long after, long upTo) {
        if (selectedUpTo < store.head()) {
            selected = Selection.of(store.log(), first);
            selectedUpTo = store.head();
        }
        return selected.stream()
                .filter(due -> due.revision() > after && due.revision() <= upTo)
                .toList();
    }

    private void tell(long upTo) {
        List<Due> frames = new ArrayList<>(due(cursor, upTo));
        if (run.strikes(Bug.MISSED_FRAME, frames.size() > 1)) {
            frames.remove(0);
        }
        if (run.strikes(Bug.SWAPPED_FRAMES, frames.size() > 1)) {
            frames.add(0, frames.remove(1));
        }
        if (run.strikes(Bug.REPEATED_FRAME, !frames.isEmpty())) {
            frames.add(frames.get(frames.size() - 1));
        }
        frames.forEach(this::tell);
        cursor = upTo;
    }

    private void tell(Due due) {
        if (run.strikes(Bug.UNTOLD_LEFT, due.type().equals("left"))) {
            frame("bookmark", due.revision(), null);
            return;
        }
        boolean wrong = run.strikes(Bug.ENTERED_AS_UPDATE, due.type().equals("entered"));
        frame(wrong ? "updated" : due.type(), due.revision(), due);
    }

    private void frame(String type, long revision, Due due) {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.put("type", type).put("revision", revision);
        if (due != null) {
            frame.put("id", due.id());
            store.log().stream()
                    .filter(change -> change.revision() == revision && due.content() != 0)
                    .forEach(change -> frame.set("resource", change.resource()));
        }
        clockStands = run.strikes(Bug.TOLD_TOO_SOON, revision > 0);
        recording.accept(frame);
        clockStands = false;
        store.acknowledge(revision, run.now());
    }
}
