package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.feed.ViewKey;
import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Resource;
import dev.tidings.store.CommittedBatch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a change costs the feed where many watch with different filters, of which one matches: CPU time of the event loops,
 * on which nothing but the feed runs. And the memory of a view.
 */
final class FiltersBench {

    private static final int BATCH = 32;
    private static final int VALUES = 64; // the first filters are those that match, however many there are
    private static final int VIEWS = 100_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Options options;
    private final Table table;

    FiltersBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run() {
        table.title("A change past filters, in process", "filters", "", "CPU µs/change");
        measure("none", 1, i -> null);
        for (int count : options.filters()) {
            measure("equality", count, FiltersBench::equality);
        }
        measure("range", 1000, FiltersBench::range);
        table.title("Memory of a view, in process", "views", "", "heap bytes");
        memory("equality", FiltersBench::equality);
        memory("range", FiltersBench::range);
    }

    private static String equality(int i) {
        return "place==p" + i;
    }

    private static String range(int i) {
        return "price=ge=" + i + ";price=lt=" + (i + 1);
    }

    private void measure(String kind, int count, IntFunction<String> filter) {
        try (LoneFeed lone = new LoneFeed()) {
            lone.join(count, filter);
            Run run = new Run(lone, LoneFeed.key(filter.apply(0)));
            for (int i = 0; i < options.seconds(); i++) {
                run.second(); // warms up
            }
            double micros = Double.MAX_VALUE;
            for (int i = 0; i < options.seconds(); i++) {
                micros = Math.min(micros, run.second());
            }
            table.row(Integer.toString(count), kind, figure(micros, 2));
        }
    }

    private void memory(String kind, IntFunction<String> filter) {
        try (LoneFeed lone = new LoneFeed()) {
            lone.join(1000, filter); // whatever the first ones make once
            long before = liveHeap();
            lone.join(VIEWS, i -> filter.apply(i + 1000));
            table.row(Integer.toString(VIEWS), kind, figure((double) (liveHeap() - before) / VIEWS, 0));
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpuOfLoops() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .sum();
    }

    /** Batches of updates, each published once the one before was shown to all. */
    private static final class Run {
        private final LoneFeed lone;
        private final ViewKey probe;
        private long revision;

        Run(LoneFeed lone, ViewKey probe) {
            this.lone = lone;
            this.probe = probe;
        }

        /** The CPU time of one change, in microseconds, over a second; what else the machine does only adds to it. */
        double second() {
            long before = revision;
            long cpu = cpuOfLoops();
            long until = System.nanoTime() + 1_000_000_000L;
            while (System.nanoTime() < until) {
                lone.bus().publish(batch());
                awaitEnd();
            }
            return (cpuOfLoops() - cpu) / 1e3 / (revision - before);
        }

        private void awaitEnd() {
            long end = 0;
            while (end < revision) {
                end = lone.feed().join(probe).await().end();
                lone.feed().leave(probe);
            }
        }

        private CommittedBatch batch() {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                revision++;
                long value = revision % VALUES;
                Resource before = resource(revision - 1, value);
                Resource after = resource(revision, value);
                changes.add(new Change(revision, ChangeKind.UPDATED, after.id(), 0, before, after, revision));
            }
            return new CommittedBatch(LoneFeed.COLLECTION, EmptyLog.EPOCH, changes, System.nanoTime());
        }

        private static Resource resource(long at, long value) {
            String document = "{\"place\":\"p" + value + "\",\"price\":" + value + ".5,\"serial\":" + at
                    + ",\"note\":\"" + "n".repeat(120) + "\"}";
            return new Resource("r" + value, at, 0, 0, document);
        }
    }
}
