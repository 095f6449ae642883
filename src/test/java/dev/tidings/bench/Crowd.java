package dev.tidings.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Many watchers of one collection. Its {@code subscribed} and {@code synced} count how many are so far. */
abstract class Crowd implements Watch.Listener {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final Loop loop;
    private final String collection;
    private final List<Watch> watches = new ArrayList<>();
    private int subscribed;
    private int synced;

    Crowd(Loop loop, String collection) {
        this.loop = loop;
        this.collection = collection;
    }

    /** Connects this many and waits until each is subscribed. */
    final void join(int count) throws IOException {
        join(count, number -> "");
    }

    /** The same, each with a query of its own. */
    final void join(int count, IntFunction<String> query) throws IOException {
        for (int i = 0; i < count; i++) {
            add("/v1/" + collection + query.apply(i));
        }
        loop.runUntil(() -> subscribed == watches.size(), PATIENCE);
    }

    private void add(String target) {
        Watch watch = new Watch(loop, target, this);
        watches.add(watch);
        loop.connect(watch);
    }

    /** Ends all connections; where each would have to go on from. */
    final List<String> leave() throws IOException {
        List<String> positions = new ArrayList<>();
        for (Watch watch : watches) {
            positions.add(watch.position());
            watch.close();
        }
        watches.clear();
        subscribed = 0;
        synced = 0;
        return positions;
    }

    /** Comes back to each of these positions, and waits for nothing. */
    final void comeBack(List<String> positions) {
        UnaryOperator<String> target = position -> "/v1/" + collection + "?since=" + position;
        positions.forEach(position -> add(target.apply(position)));
    }

    final boolean allSynced() {
        return synced == watches.size();
    }

    final int size() {
        return watches.size();
    }

    @Override
    public final void subscribed(Watch watch) {
        subscribed++;
    }

    @Override
    public final void synced(Watch watch) {
        synced++;
    }
}
