package dev.tidings.metrics;

import dev.tidings.model.ChangeKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** Everything that is counted, and its text for Prometheus. */
public final class Metrics implements AutoCloseable {

    /** What {@link #scrape} returns: Prometheus' text format. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] TIMES = DoubleStream.of(
                    0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
            .mapToObj(millis -> Duration.ofNanos((long) (millis * 1_000_000)))
            .toArray(Duration[]::new);
    private static final double[] WRITES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Transport, LongAdder> connections = new EnumMap<>(Transport.class);
    private final LongAdder subscriptions = new LongAdder();
    private final AtomicBoolean storeUp = new AtomicBoolean();
    private final AtomicInteger views = new AtomicInteger();
    private final AtomicInteger collections = new AtomicInteger();

    private final CounterTable<ChangeKind> changes =
            new CounterTable<>(registry, "tidings.changes", "Committed changes", "kind", ChangeKind.class);
    private final CounterTable<Transport> deliveries =
            new CounterTable<>(registry, "tidings.deliveries", "Frames handed over", "transport", Transport.class);
    private final CounterTable<Transport> sends =
            new CounterTable<>(registry, "tidings.sends", "Writes to sockets for frames", "transport", Transport.class);
    private final CounterTable<CatchUp> catchUps = new CounterTable<>(
            registry, "tidings.catch.up", "Subscribers that went on from the store", "reason", CatchUp.class);
    private final CounterTable<CloseReason> closed = new CounterTable<>(
            registry, "tidings.closed", "Watching connections that ended", "reason", CloseReason.class);
    private final CounterTable<Limit> refused =
            new CounterTable<>(registry, "tidings.refused", "What a limit refused", "limit", Limit.class);
    private final Counter logPages = Counter.builder("tidings.log.pages")
            .description("Pages of the log that the feed read, for itself or for subscribers")
            .register(registry);
    private final Counter feedGaps = Counter.builder("tidings.feed.gaps")
            .description("Changes that had to be read from the log since the bus did not bring them")
            .register(registry);
    private final Counter behind = Counter.builder("tidings.behind")
            .description("Live subscribers that missed what their view told, which should never happen")
            .register(registry);
    private final Counter rejected = Counter.builder("tidings.cluster.rejected")
            .description("Messages between nodes that were dropped since they cannot be believed")
            .register(registry);
    private final Timer delivery = timer("tidings.delivery", "From the commit to the socket");
    private final Timer commit = timer("tidings.commit", "A transaction of the writer");
    private final DistributionSummary commitWrites = DistributionSummary.builder("tidings.commit.writes")
            .description("Writes in one transaction")
            .serviceLevelObjectives(WRITES)
            .register(registry);
    private final RuntimeMetrics runtime = new RuntimeMetrics(registry);

    /** Metrics of a server of this version. */
    public Metrics(String version) {
        for (Transport transport : Transport.values()) {
            LongAdder open = new LongAdder();
            connections.put(transport, open);
            Gauge.builder("tidings.connections", open, LongAdder::sum)
                    .description("Open watching connections")
                    .tag("transport", CounterTable.word(transport))
                    .register(registry);
        }
        Gauge.builder("tidings.subscriptions", subscriptions, LongAdder::sum)
                .description("Open subscriptions")
                .register(registry);
        Gauge.builder("tidings.views", views, AtomicInteger::get)
                .description("Distinct views that subscribers share")
                .register(registry);
        Gauge.builder("tidings.watched.collections", collections, AtomicInteger::get)
                .description("Collections that somebody watches here")
                .register(registry);
        Gauge.builder("tidings.store.up", storeUp, up -> up.get() ? 1 : 0)
                .description("Whether the store could be reached when it was last tried")
                .register(registry);
        RuntimeMetrics.buildInfo(registry, version);
    }

    private Timer timer(String name, String help) {
        return Timer.builder(name)
                .description(help)
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    public void connectionOpened(Transport transport) {
        connections.get(transport).increment();
    }

    public void connectionClosed(Transport transport, CloseReason reason) {
        connections.get(transport).decrement();
        closed.of(reason).increment();
    }

    public void subscriptionOpened() {
        subscriptions.increment();
    }

    public void subscriptionClosed() {
        subscriptions.decrement();
    }

    /** A transaction was committed. */
    public void committed(int writes, long nanos) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        commitWrites.record(writes);
    }

    public void changed(ChangeKind kind) {
        changes.of(kind).increment();
    }

    /** Frames went to a socket in one write. */
    public void sent(Transport transport, int frames) {
        sends.of(transport).increment();
        deliveries.of(transport).increment(frames);
    }

    /** A change that was committed so long ago is on its way to a socket: once for each send, not for each frame. */
    public void delivered(long nanos) {
        delivery.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void caughtUp(CatchUp reason) {
        catchUps.of(reason).increment();
    }

    public void logPage() {
        logPages.increment();
    }

    public void feedGap() {
        feedGaps.increment();
    }

    /** A live subscriber missed something and has to catch up. */
    public void behind() {
        behind.increment();
    }

    /** A message of another node was dropped. */
    public void rejected() {
        rejected.increment();
    }

    /** Adds how many nodes work together. */
    public void watchMembers(Supplier<Number> members) {
        Gauge.builder("tidings.cluster.members", members)
                .description("Nodes that this one works together with, itself included")
                .register(registry);
    }

    /** How many views there are now. */
    public void views(int count) {
        views.set(count);
    }

    /** How many collections are watched now. */
    public void collections(int count) {
        collections.set(count);
    }

    public void refused(Limit limit) {
        refused.of(limit).increment();
    }

    public void storeUp(boolean up) {
        storeUp.set(up);
    }

    /** Open watching connections of one kind. */
    public long connections(Transport transport) {
        return connections.get(transport).sum();
    }

    /** Open subscriptions. */
    public long subscriptions() {
        return subscriptions.sum();
    }

    /** Adds the waiting tasks of these event loops. */
    public void watch(Iterable<EventExecutor> eventLoops) {
        runtime.watch(eventLoops);
    }

    /** All of it as {@link #MEDIA_TYPE}. Takes a millisecond or so: not for an event loop. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        runtime.close();
        registry.close();
    }
}
