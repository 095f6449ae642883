package dev.tidings.feed;

import dev.tidings.model.Position;
import dev.tidings.store.CommittedBatch;
import java.util.LinkedHashMap;
import java.util.Map;

/** One node, one collection and what a script makes of them, on the parts of the simulation; the judge sits here too. */
final class Scene {

    static final SubscriptionSpec FROM_NOW_ON = new SubscriptionSpec(null, false, false);
    static final SubscriptionSpec SNAPSHOT = new SubscriptionSpec(null, true, false);

    final VirtualTime time;
    final SimStore store;
    final SimNode node;
    private final SimBus bus;
    private final CountingMetrics metrics = new CountingMetrics();
    private int serial;

    Scene(long seed) {
        time = new VirtualTime(seed);
        store = new SimStore("apples", time);
        bus = new SimBus(time, false);
        node = new SimNode(time, bus, Map.of("apples", store), metrics);
        node.prompt(true);
    }

    void reliableBus() {
        bus.reliable();
    }

    static SubscriptionSpec since(long revision, boolean snapshot, boolean latest) {
        return new SubscriptionSpec(new Position(SimStore.EPOCH, revision), snapshot, latest);
    }

    SimClient client(SimView view) {
        return new SimClient(view, time);
    }

    SimView all() {
        return SimView.of(store, null);
    }

    SimView withValue(int x) {
        return SimView.of(store, null, SimFilter.x(x));
    }

    SimConnection connect(SimClient client, SubscriptionSpec spec) {
        SimConnection connection = new SimConnection(time, node, client, spec, metrics, gone -> {});
        connection.open();
        return connection;
    }

    /** Commits these writes in one transaction, and publishes it. */
    void write(int x, String... ids) {
        bus.publish(commit(x, ids));
    }

    /** Commits and dies before it publishes. */
    CommittedBatch commit(int x, String... ids) {
        Map<String, String> documents = new LinkedHashMap<>();
        for (String id : ids) {
            documents.put(id, "{\"x\":" + x + ",\"n\":" + serial++ + "}");
        }
        return commit(documents);
    }

    void delete(String id) {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(id, null);
        bus.publish(commit(documents));
    }

    private CommittedBatch commit(Map<String, String> documents) {
        CommittedBatch batch = store.prepare(documents);
        store.commit(batch);
        return batch;
    }

    /** Writes one of a few resources every few milliseconds, as often as told. */
    void keepWriting(int times) {
        if (times > 0) {
            write(times % 3, "r" + time.upTo(9));
            time.after(1 + time.upTo(3), () -> keepWriting(times - 1));
        }
    }

    void run(long millis) {
        time.runUntil(time.now() + millis);
    }
}
