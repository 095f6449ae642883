package dev.tidings.proof;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The nodes as clients reach them: any at any time, or as a proxy does it, those that said last that they are ready. */
final class Nodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long INTERVAL_MILLIS = 50;
    private static final int AWAY_ONE_IN = 4;

    private final List<RestClient> all;
    private final Set<RestClient> ready = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Nodes(List<RestClient> all) {
        this.all = all;
        ready.addAll(all);
    }

    /** Goes to a node whatever its state. */
    static Nodes direct(List<RestClient> all) {
        return new Nodes(all);
    }

    /** Asks each node for its readiness all the time, and keeps away from those that have none. All must be ready now. */
    static Nodes behindProxy(List<RestClient> all) {
        Nodes nodes = new Nodes(all);
        for (RestClient node : all) {
            Thread thread = new Thread(() -> nodes.probe(node), "probe of " + node.endpoint());
            thread.setDaemon(true);
            thread.start();
        }
        return nodes;
    }

    private void probe(RestClient node) {
        RestClient probe = new RestClient(node.endpoint(), PATIENCE);
        try {
            do {
                if (isReady(probe)) {
                    ready.add(node);
                } else {
                    ready.remove(node);
                }
            } while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isReady(RestClient probe) throws InterruptedException {
        try {
            return probe.get("/health/ready").status() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    List<RestClient> all() {
        return all;
    }

    /** The client's own node, or any other once in a few times; another where that is not to be used. */
    RestClient pick(int home, Random random) {
        int wanted = random.nextInt(AWAY_ONE_IN) == 0 ? random.nextInt(all.size()) : home % all.size();
        for (int i = 0; i < all.size(); i++) {
            RestClient node = all.get((wanted + i) % all.size());
            if (ready.contains(node)) {
                return node;
            }
        }
        return all.get(wanted);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
