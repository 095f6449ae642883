package dev.tidings.feed;

import dev.tidings.model.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A client as the contract describes one: puts on and takes off what the frames say, remembers where it was, and comes back
 * from there. What it holds has to be what the history says whenever it is told that it is whole.
 */
final class SimClient {

    private static final int REMEMBERED = 6;

    /** What a client held after the frame with this revision. */
    record Memory(long position, Map<String, Long> held) {}

    private final SimView view;
    private final VirtualTime time;
    private final Deque<Memory> memories = new ArrayDeque<>();
    private Map<String, Long> held;
    private Memory resumed;

    SimClient(SimView view, VirtualTime time) {
        this.view = view;
        this.time = time;
    }

    SimView view() {
        return view;
    }

    // ---- how it comes

    /** Any of the ways there are to begin. */
    SubscriptionSpec nextSpec() {
        boolean latest = time.percent(30);
        resumed = null;
        int way = time.upTo(100);
        if (way < 60 && !memories.isEmpty()) {
            return resume(time.percent(50), latest);
        }
        if (way < 70) {
            return new SubscriptionSpec(null, false, latest);
        }
        if (way < 80) {
            return new SubscriptionSpec(null, true, latest);
        }
        if (way < 94) {
            return new SubscriptionSpec(position(time.upTo((int) view.store().head() + 1)), time.percent(50), latest);
        }
        if (way < 97) {
            return new SubscriptionSpec(position(view.store().head() + 1 + time.upTo(5)), time.percent(50), latest);
        }
        return new SubscriptionSpec(new Position("other", time.upTo(5)), time.percent(50), latest);
    }

    /** From one of the last frames that it had. */
    SubscriptionSpec resume(boolean snapshot, boolean latest) {
        resumed = memories.stream().skip(time.upTo(memories.size())).findFirst().orElseThrow();
        return new SubscriptionSpec(position(resumed.position()), snapshot, latest);
    }

    private Position position(long revision) {
        return new Position(time.percent(50) ? SimStore.EPOCH : null, revision);
    }

    // ---- what it is told

    void subscribed(SubscriptionSpec spec, long revision, boolean reset) {
        memories.clear();
        if (reset || (spec.snapshot() && spec.since() == null)) {
            held = new HashMap<>();
        } else if (resumed != null) {
            held = new HashMap<>(resumed.held());
        } else {
            held = new HashMap<>(view.stateAt(revision)); // as if it had read it over REST
        }
        remember(revision);
    }

    void event(SimView.Event event) {
        switch (event.type()) {
            case "left", "deleted" -> held.remove(event.id());
            default -> held.put(event.id(), event.revision());
        }
        remember(event.revision());
    }

    void position(long revision, boolean whole) {
        if (whole) {
            isWhole(revision);
        }
        remember(revision);
    }

    private void remember(long revision) {
        memories.addLast(new Memory(revision, Map.copyOf(held)));
        if (memories.size() > REMEMBERED) {
            memories.removeFirst();
        }
    }

    void isWhole(long revision) {
        Map<String, Long> expected = view.stateAt(revision);
        Violation.unless(
                held.equals(expected), "%s at %d holds %s instead of %s", view.key(), revision, held, expected);
    }

    /** It is told that its place is gone: it has to begin anew. */
    void gone() {
        memories.clear();
    }
}
