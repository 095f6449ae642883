package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Operation.Listing;
import dev.tidings.proof.history.Operation.Page;
import dev.tidings.proof.history.Operation.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded run, on one thread, of clients against a server in memory that keeps the contract, or has one bug. What clients
 * ask takes effect at some step between invocation and return, so that their requests overlap in every way.
 */
final class FakeRun {

    static final String EPOCH = "e1";
    static final List<String> COLLECTIONS = List.of("orders", "stock");
    private static final int IDS = 5;
    private static final int STEPS = 700;
    private static final long TICK = 1_000_000;

    private final Random random;
    private final Bug bug;
    private final Map<String, FakeStore> stores = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<FakeWriter> writers = new ArrayList<>();
    private final List<FakeWatcher> watchers = new ArrayList<>();
    private long now;
    private boolean struck;

    /** @param bug or null for none */
    FakeRun(long seed, Bug bug) {
        this.random = new Random(seed);
        this.bug = bug;
        COLLECTIONS.forEach(collection -> stores.put(collection, new FakeStore()));
        for (int i = 0; i < 4; i++) {
            writers.add(new FakeWriter(this, "writer-" + i));
        }
        for (int i = 0; i < 6; i++) {
            watchers.add(new FakeWatcher(this, "watcher-" + i, COLLECTIONS.get(i % 2), i / 2));
        }
    }

    History run() {
        for (int step = 0; step < STEPS; step++) {
            tick();
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> pick(writers).step();
                case 3, 4 -> pick(watchers).step();
                default -> look(pick(COLLECTIONS));
            }
        }
        writers.forEach(FakeWriter::finish);
        tick();
        long quietSince = now;
        watchers.forEach(FakeWatcher::finish);
        for (String collection : COLLECTIONS) {
            for (int node = 0; node < 3; node++) {
                page(collection, "node-" + node, 0);
                list(collection, "node-" + node);
            }
        }
        List<StreamHistory> streams =
                watchers.stream().map(FakeWatcher::history).toList();
        return new History(operations, streams, List.of(), quietSince, true);
    }

    /** Whether this is where the bug comes in: it does so once. */
    boolean strikes(Bug which, boolean possible) {
        boolean strikes = bug == which && !struck && possible && random.nextInt(3) == 0;
        struck |= strikes;
        return strikes;
    }

    boolean struck() {
        return struck;
    }

    /** Whether nothing is on its way that could explain what is wrong. */
    boolean isCalm() {
        return writers.stream().noneMatch(FakeWriter::isUnderWay);
    }

    Random random() {
        return random;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    String anyId() {
        return "r" + random.nextInt(IDS);
    }

    long now() {
        return now;
    }

    long tick() {
        now += TICK;
        return now;
    }

    FakeStore store(String collection) {
        return stores.get(collection);
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    Span since(String client, long invoked) {
        return new Span(client, "node-" + random.nextInt(3), invoked, tick());
    }

    private void look(String collection) {
        switch (random.nextInt(5)) {
            case 0 -> list(collection, "node-2");
            case 1 ->
                page(
                        collection,
                        "node-1",
                        random.nextInt(1 + (int) store(collection).head()));
            case 2 -> beyond(collection);
            default -> read(collection, anyId());
        }
    }

    private void list(String collection, String node) {
        long invoked = tick();
        Map<String, JsonNode> items = store(collection).items();
        if (strikes(Bug.LIST_MISSES_ONE, !items.isEmpty())) {
            items.remove(items.keySet().iterator().next());
        }
        Position head = new Position(EPOCH, store(collection).head());
        add(new Listing(new Span("reader", node, invoked, tick()), collection, head, items));
    }

    private void page(String collection, String node, long since) {
        long invoked = tick();
        FakeStore store = store(collection);
        List<LoggedChange> changes = new ArrayList<>(store.after(since, store.head()));
        Position asked = new Position(EPOCH, since);
        if (strikes(Bug.WRONG_410, true)) {
            add(new Gone(since("reader", invoked), collection, asked, EPOCH, 0, store.head()));
            return;
        }
        if (strikes(Bug.NODES_DIFFER, !changes.isEmpty() && !changes.get(0).isDeletion())) {
            LoggedChange first = changes.get(0);
            changes.set(0, new LoggedChange(first.revision(), first.type(), first.id(), "other", first.resource()));
        }
        Span span = new Span("reader", node, invoked, tick());
        add(new Page(span, collection, asked, new Position(EPOCH, store.head()), false, changes));
    }

    /** Positions that are rightly refused. */
    private void beyond(String collection) {
        long invoked = tick();
        long head = store(collection).head();
        Position asked = random.nextBoolean() ? new Position(EPOCH, head + 50) : new Position("old", head);
        add(new Gone(since("reader", invoked), collection, asked, EPOCH, 0, head));
    }

    private void read(String collection, String id) {
        long invoked = tick();
        FakeStore store = store(collection);
        List<LoggedChange> all =
                store.log().stream().filter(change -> change.id().equals(id)).toList();
        LoggedChange told = all.isEmpty() ? null : all.get(all.size() - 1);
        boolean overwritten = all.size() > 1 && store.wasKnownBefore(told.revision(), invoked);
        LoggedChange older = overwritten ? all.get(all.size() - 2) : null;
        if (strikes(Bug.STALE_READ, overwritten && !older.isDeletion())) {
            told = older;
        }
        boolean there =
                told != null && isCalm() && store.wasKnownBefore(told.revision(), invoked) && !told.isDeletion();
        if (told == null || told.isDeletion() || strikes(Bug.STALE_404, there)) {
            add(new Read(since("reader", invoked), collection, id, null, null));
        } else {
            Position version = new Position(EPOCH, told.revision());
            add(new Read(since("reader", invoked), collection, id, version, told.resource()));
        }
    }
}
