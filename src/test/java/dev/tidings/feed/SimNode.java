package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.CommittedBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** One life of a server process: its feeds, and the connections to it. It may sleep, and it dies without a word. */
final class SimNode {

    static final FeedLimits LIMITS = new FeedLimits(8, 1400, 200, 800, 4000, 6000, 9000, 15_000);
    static final int LARGEST = 2000; // the bytes of one frame
    static final long LINGER = 3000;

    private final VirtualTime time;
    private final SimBus bus;
    private final Map<String, SimStore> stores;
    private final CountingMetrics metrics;
    private final PageShelf shelf = new PageShelf(LIMITS.nodeKeptBytes());
    private final Map<String, ChangeFeed> feeds = new LinkedHashMap<>();
    private final List<SimConnection> connections = new ArrayList<>();
    private final List<Runnable> deferred = new ArrayList<>();
    private final int slice;
    private boolean asleep;
    private boolean dead;
    private boolean prompt;
    private int reads;

    SimNode(VirtualTime time, SimBus bus, Map<String, SimStore> stores, CountingMetrics metrics) {
        this.time = time;
        this.bus = bus;
        this.stores = stores;
        this.metrics = metrics;
        this.slice = 1 + time.upTo(3);
        later(time.upTo(500), this::poll);
    }

    // ---- the process

    /** What happens in this process: not once it is dead, and only after it has woken up. */
    void later(long delay, Runnable action) {
        time.after(delay, () -> run(action));
    }

    private void run(Runnable action) {
        if (asleep) {
            deferred.add(action);
        } else if (!dead) {
            action.run();
        }
    }

    void sleep() {
        asleep = true;
    }

    void wake() {
        asleep = false;
        List<Runnable> missed = List.copyOf(deferred);
        deferred.clear();
        missed.forEach(this::run);
    }

    void die() {
        dead = true;
        bus.forget(this);
        List.copyOf(connections).forEach(SimConnection::cut);
    }

    boolean isDead() {
        return dead;
    }

    /** Lets the store answer soon and without errors. */
    void prompt(boolean now) {
        prompt = now;
    }

    // ---- the shell around the feeds

    private final class Shell implements FeedOutside {
        private final String collection;
        private final Set<View> dirty = new HashSet<>();
        private final Map<ViewKey, Long> told = new HashMap<>();
        private SimBus.Registration registration;

        Shell(String collection) {
            this.collection = collection;
        }

        @Override
        public void register(Answer<Void> done) {
            ChangeFeed feed = feeds.get(collection);
            registration = new SimBus.Registration(
                    collection, SimNode.this, feed::batch, batch -> feed.hint(batch.epoch(), batch.last()));
            bus.register(registration, () -> done.is(null));
        }

        @Override
        public void unregister() {
            bus.unregister(registration);
        }

        @Override
        public void head(Answer<FeedOutside.Head> answer) {
            read(
                    () -> new FeedOutside.Head(
                            SimStore.EPOCH, stores.get(collection).head()),
                    answer);
        }

        @Override
        public void changes(long after, long upTo, int maxWeight, Answer<LogPage> answer) {
            reads++;
            read(() -> stores.get(collection).changes(after, upTo, maxWeight), answer);
        }

        @Override
        public void soon(Runnable action) {
            later(prompt ? time.upTo(2) : time.percent(15) ? time.upTo(60) : time.upTo(3), action);
        }

        @Override
        public void afterMillis(long delay, Runnable action) {
            later(delay, action);
        }

        @Override
        public void dirty(View view) {
            if (dirty.add(view)) {
                later(time.percent(8) ? time.upTo(prompt ? 50 : 150) : time.upTo(4), () -> {
                    dirty.remove(view);
                    feeds.get(collection).broadcast(view);
                    Violation.unless(view.keptWeight() <= LIMITS.keptBytes(), "too many pages kept by a view");
                    Violation.unless(shelf.weight() <= LIMITS.nodeKeptBytes(), "too many pages kept");
                });
            }
        }

        @Override
        public void publish(ViewKey view, Tail tail) {
            Long before = told.put(view, tail.end());
            if (before != null && time.percent(10)) {
                isBounded(tail, before);
            }
            connections.forEach(connection -> connection.hear(view, tail));
        }

        /** Whatever a burst brings is told once; what was told before may only stay within the bound. */
        private void isBounded(Tail tail, long before) {
            int old = tail.chunks().stream()
                    .filter(chunk -> chunk.lastRevision() <= before)
                    .mapToInt(chunk -> chunk.bytes().length)
                    .sum();
            Violation.unless(old <= LIMITS.heldTailBytes() + LARGEST, "a tail of %d old bytes", old);
        }
    }

    <T> void read(Supplier<T> statement, Answer<T> answer) {
        long delay = prompt ? time.upTo(4) : time.perMille(10) ? time.upTo(300) : time.upTo(8);
        later(delay, () -> {
            if (!prompt && time.perMille(5)) {
                answer.failed(TidingsException.of(Code.UNAVAILABLE, "The store is away."));
                return;
            }
            T value = statement.get();
            later(time.upTo(3), () -> answer.is(value));
        });
    }

    /** How often the log was asked since the last call. */
    int takeReads() {
        int count = reads;
        reads = 0;
        return count;
    }

    ChangeFeed feed(String collection) {
        ChangeFeed feed = feeds.get(collection);
        if (feed == null) {
            feed = new ChangeFeed(new Shell(collection), LIMITS, shelf, metrics, LINGER, slice, Framer::of);
            feeds.put(collection, feed);
        }
        return feed;
    }

    private void poll() {
        later(500, this::poll);
        feeds.forEach((collection, feed) -> {
            if (feed.polling()) {
                read(
                        () -> new FeedOutside.Head(
                                SimStore.EPOCH, stores.get(collection).head()),
                        Answer.to(feed::polled, cause -> {}));
            }
            Violation.unless(
                    feed.indexedViews() == feed.viewCount(),
                    "%d of %d views are indexed",
                    feed.indexedViews(),
                    feed.viewCount());
            Violation.unless(feed.pendingWeight() <= LIMITS.pendingWeight(), "pending without a bound");
        });
    }

    void heartbeat() {
        run(() -> feeds.values().forEach(ChangeFeed::heartbeat));
    }

    // ---- writing

    /** A transaction over some collections, which may be rolled back; the bus is told after the commit, if the node lives. */
    void write(Map<String, Map<String, String>> documents) {
        List<CommittedBatch> batches = new ArrayList<>();
        documents.forEach((collection, changes) -> {
            CommittedBatch batch = stores.get(collection).prepare(changes);
            if (batch != null) {
                batches.add(batch);
            }
        });
        if (time.percent(3)) {
            return; // rolled back
        }
        batches.forEach(batch -> stores.get(batch.collection()).commit(batch));
        later(time.upTo(3), () -> batches.forEach(bus::publish));
    }

    // ---- connections

    void opened(SimConnection connection) {
        connections.add(connection);
    }

    void closed(SimConnection connection) {
        connections.remove(connection);
    }

    /** What is left here once nobody has watched for a while. */
    String leftovers() {
        long on = feeds.values().stream().filter(feed -> !feed.isOff()).count();
        long views = feeds.values().stream().mapToLong(ChangeFeed::viewCount).sum();
        return connections.size() + " connections, " + on + " feeds, " + views + " views, " + shelf.weight()
                + " bytes of pages";
    }
}
