package dev.tidings.proof;

import dev.tidings.proof.history.HistoryChecker;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The whole promise at once, against any number of nodes that are one server: writers of every kind that collide, readers,
 * and watchers of every kind that come, go, resume from any frame at any node and stop reading. Each uses now this node, now
 * that; what it meets there is for the test to bring about. At the end comes a verdict on all that they saw.
 *
 * <p>The heartbeat of the nodes should be short, since a watcher of one resource learns only from bookmarks how far its
 * collection has come. What each client does follows from the seed, when it does it does not.
 */
public final class Workload implements AutoCloseable {

    private static final List<String> COLLECTIONS = List.of("orders", "stock");

    private final Journal journal = new Journal();
    private final Nodes nodes;
    private final Watchers watchers;
    private final Clients writers;
    private final Clients readers;

    private final List<String> collections;

    private Workload(List<Endpoint> endpoints, Plan plan, List<String> collections, long seed) {
        this.collections = collections;
        List<RestClient> all = endpoints.stream()
                .map(node -> new RestClient(node, plan.patience()))
                .toList();
        nodes = plan.behindProxy() ? Nodes.behindProxy(all) : Nodes.direct(all);
        watchers = Watchers.start(plan, endpoints, journal, collections, seed);
        readers = Clients.start(IntStream.range(0, plan.readers())
                .mapToObj(i -> new Reader(i, nodes, journal, collections, seed, plan.pauseMillis()))
                .toList());
        writers = Clients.start(IntStream.range(0, plan.writers())
                .mapToObj(i -> new Writer(i, nodes, journal, collections, seed, plan.pauseMillis()))
                .toList());
    }

    public static Workload start(List<Endpoint> nodes, Plan plan, long seed) {
        return start(nodes, plan, COLLECTIONS, seed);
    }

    /** The same in these collections, which nobody else writes to, before or meanwhile. */
    static Workload start(List<Endpoint> nodes, Plan plan, List<String> collections, long seed) {
        return new Workload(nodes, plan, collections, seed);
    }

    /** Waits until so many more writes than now were acknowledged. */
    public void awaitMoreWrites(int count, Duration patience) throws InterruptedException {
        int wanted = journal.applied() + count;
        if (!journal.awaitApplied(wanted, patience)) {
            throw new AssertionError("writes do not go on: " + journal.applied() + " of " + wanted);
        }
    }

    /** Waits until every watcher was cut off as often as planned and has come to stay. */
    public void awaitSettled(Duration patience) throws InterruptedException {
        watchers.awaitSettled(patience);
    }

    /**
     * Stops the writers, waits until every watcher was told everything, reads what every node has, all of which must be up,
     * and checks the history.
     *
     * @param patience for the watchers, once to come to stay and once to be told
     */
    public Verdict quiet(Duration patience) throws IOException, InterruptedException {
        writers.stop();
        readers.stop();
        journal.quiet();
        watchers.awaitSettled(patience);
        List<LogReader> last = new ArrayList<>();
        for (RestClient node : nodes.all()) {
            last.add(new LogReader("last look", node, journal));
        }
        watchers.awaitHeads(heads(last.get(0)), patience);
        for (String collection : collections) {
            for (LogReader reader : last) {
                reader.readAll(collection);
            }
        }
        return HistoryChecker.check(journal.history());
    }

    private Map<String, Long> heads(LogReader reader) throws IOException, InterruptedException {
        Map<String, Long> heads = new LinkedHashMap<>();
        for (String collection : collections) {
            heads.put(collection, reader.head(collection).revision());
        }
        return heads;
    }

    @Override
    public void close() {
        watchers.close();
        try {
            writers.stop();
            readers.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            nodes.close();
        }
    }
}
