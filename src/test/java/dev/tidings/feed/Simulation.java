package dev.tidings.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes, a store, a bus and clients on one thread in virtual time, at their worst by the seed's chance; judged after each
 * step. Busy times alternate with quiet ones, in which everybody has to be up to date before any heartbeat.
 */
final class Simulation {

    private static final List<String> COLLECTIONS = List.of("apples", "pears");
    private static final int NODES = 3;
    private static final int FILTERS = 4;
    private static final int CLIENTS = 28;
    private static final int IDS = 14;
    private static final long HEARTBEAT = 1500;
    private static final long SETTLING = 4500;

    /** How often quiet may begin anew. */
    private static final int PATIENCE = 2;

    private final VirtualTime time;
    private final SimBus bus;
    private final CountingMetrics metrics = new CountingMetrics();
    private final Map<String, SimStore> stores = new LinkedHashMap<>();
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<SimClient> clients = new ArrayList<>();
    private final List<SimConnection> connections = new ArrayList<>();
    private boolean busy;
    private int serial;
    private int heavy; // of a thousand documents

    Simulation(long seed) {
        time = new VirtualTime(seed);
        bus = new SimBus(time, seed % 5 == 0);
        COLLECTIONS.forEach(name -> stores.put(name, new SimStore(name, time)));
        for (int i = 0; i < NODES; i++) {
            nodes.add(new SimNode(time, bus, stores, metrics));
        }
        List<SimView> views = new ArrayList<>();
        for (SimStore store : stores.values()) {
            views.add(SimView.of(store, null));
            views.add(SimView.of(store, "r1"));
            for (int i = 0; i < FILTERS; i++) {
                views.add(SimView.of(store, null, SimFilter.random(time)));
            }
            views.add(SimView.of(store, "r1", SimFilter.random(time)));
        }
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new SimClient(views.get(i % views.size()), time));
        }
    }

    /** Runs at least this many steps; a broken promise is a {@link Violation}. */
    void run(long steps) {
        while (time.steps() < steps) {
            beBusy(time.percent(60) ? 50 + time.upTo(400) : 1000 + time.upTo(4000));
            beQuiet();
            if (time.percent(10)) {
                everybodyLeaves();
            }
        }
    }

    // ---- busy

    private void beBusy(long length) {
        busy = true;
        nodes.forEach(node -> node.prompt(false));
        connections.forEach(connection -> connection.brisk(false));
        List<SimClient> away = new ArrayList<>(clients);
        connections.forEach(connection -> away.remove(connection.client()));
        away.forEach(client -> later(time.upTo((int) Math.min(800, length)), () -> connect(client)));
        heavy = time.percent(30) ? 300 : 30;
        List.copyOf(connections).forEach(this::planCut);
        later(time.upTo(20), this::write);
        later(time.upTo(200), this::trim);
        later(time.upTo(3000), this::chaos);
        later(time.upTo((int) HEARTBEAT), this::heartbeat);
        time.runUntil(time.now() + length);
        busy = false;
    }

    private void later(long delay, Runnable action) {
        time.after(delay, () -> {
            if (busy) {
                action.run();
            }
        });
    }

    private void write() {
        later(time.percent(90) ? time.upTo(25) : time.upTo(300), this::write);
        int burst = time.perMille(15) ? 40 : 1;
        SimNode node = nodes.get(time.upTo(NODES));
        for (int i = 0; i < burst; i++) {
            node.later(0, () -> node.write(transaction(burst > 1 ? IDS : 1 + time.upTo(4))));
        }
    }

    private Map<String, Map<String, String>> transaction(int writes) {
        Map<String, Map<String, String>> transaction = new LinkedHashMap<>();
        for (int i = 0; i < writes; i++) {
            String collection = COLLECTIONS.get(time.upTo(COLLECTIONS.size()));
            String id = "r" + time.upTo(IDS);
            boolean delete = stores.get(collection).exists(id) && time.percent(35);
            transaction
                    .computeIfAbsent(collection, name -> new LinkedHashMap<>())
                    .put(id, delete ? null : document());
        }
        return transaction;
    }

    private String document() {
        String padding = time.perMille(heavy) ? "x".repeat(time.upTo(1500)) : "";
        return "{" + SimFilter.members(time) + "\"n\":" + serial++ + ",\"p\":\"" + padding + "\"}";
    }

    private void trim() {
        later(time.upTo(700), this::trim);
        SimStore store = stores.get(COLLECTIONS.get(time.upTo(COLLECTIONS.size())));
        long kept = time.percent(80) ? 60 + time.upTo(100) : time.upTo(30);
        if (store.head() - kept > store.floor()) {
            store.trimLog(store.head() - kept);
        }
        long tombstones = store.floor() - time.upTo(100);
        if (time.percent(50) && tombstones > store.tombstoneFloor()) {
            store.trimTombstones(tombstones);
        }
    }

    private void chaos() {
        later(time.upTo(4000), this::chaos);
        int which = time.upTo(NODES);
        SimNode node = nodes.get(which);
        if (time.percent(40)) {
            node.die();
            nodes.set(which, new SimNode(time, bus, stores, metrics));
        } else {
            node.sleep();
            time.after(time.upTo(1500), node::wake);
        }
    }

    private void heartbeat() {
        later(HEARTBEAT, this::heartbeat);
        nodes.forEach(SimNode::heartbeat);
        connections.forEach(connection -> connection.tick(time.now(), HEARTBEAT));
    }

    // ---- clients

    private void connect(SimClient client) {
        SimNode node = nodes.get(time.upTo(NODES));
        SimConnection connection = new SimConnection(time, node, client, client.nextSpec(), metrics, this::over);
        connections.add(connection);
        connection.open();
        planCut(connection);
    }

    private void planCut(SimConnection connection) {
        later(time.percent(30) ? time.upTo(80) : time.upTo(2500), connection::cut);
    }

    private void over(SimConnection connection) {
        connections.remove(connection);
        later(time.upTo(time.percent(40) ? 10 : 200), () -> connect(connection.client()));
    }

    // ---- quiet

    private void beQuiet() {
        nodes.forEach(node -> node.prompt(true));
        connections.forEach(connection -> connection.brisk(true));
        time.runUntil(time.now() + SETTLING - 700); // longer than a poll takes
        int reads = readsInAWhile();
        for (int again = 0; reads > 0 && again < PATIENCE; again++) {
            reads = readsInAWhile(); // one who was far behind has come to the end of the log only just before
        }
        Violation.unless(reads == 0, "the log is asked %d times in quiet", reads);
    }

    private int readsInAWhile() {
        nodes.forEach(SimNode::takeReads);
        time.runUntil(time.now() + 700);
        connections.forEach(SimConnection::isUpToDate);
        nodes.forEach(SimNode::heartbeat);
        connections.forEach(connection -> connection.tick(time.now(), 0));
        connections.forEach(connection -> connection.tick(time.now(), 0));
        time.runUntil(time.now() + 50);
        connections.forEach(SimConnection::isUpToDate);
        return nodes.stream().mapToInt(SimNode::takeReads).sum();
    }

    private void everybodyLeaves() {
        List.copyOf(connections).forEach(SimConnection::cut);
        time.runUntil(time.now() + SimNode.LINGER + 500);
        for (SimNode node : nodes) {
            String left = node.leftovers();
            Violation.unless(left.equals("0 connections, 0 feeds, 0 views, 0 bytes of pages"), "left over: %s", left);
        }
        Violation.unless(bus.size() == 0, "%d consumers left on the bus", bus.size());
    }

    @Override
    public String toString() {
        return time.steps() + " steps, " + time.now() + " ms, " + metrics + ", heads "
                + stores.values().stream().map(SimStore::head).toList();
    }
}
