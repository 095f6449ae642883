package dev.tidings.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntToLongFunction;

/**
 * Relays between nodes, which can cut one of them off from the others and let it back. What is under way in between stands
 * still meanwhile, and goes on afterwards unless one end has given it up: so it is where a network drops packets, which TCP
 * sends again. Nobody is told of the cut, not even who connects anew.
 */
public final class Partition implements AutoCloseable {

    private static final int NONE = -1;

    private final List<Relay> relays = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private final int nodes;
    private final IntToLongFunction processes;
    private int alone = NONE;

    /** @param processes each node's, by its number; 0 where it has none */
    public Partition(int nodes, IntToLongFunction processes) {
        this.nodes = nodes;
        this.processes = processes;
    }

    /** A port at which the others reach one of this node's. */
    public int relay(int node, int port) throws IOException {
        Relay relay = new Relay(port, () -> new Gate(node));
        relays.add(relay);
        return relay.port();
    }

    /** Cuts this node off. */
    public void isolate(int node) {
        turn(node);
    }

    public void heal() {
        turn(NONE);
    }

    private void turn(int node) {
        lock.lock();
        try {
            alone = node;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        heal();
        for (Relay relay : relays) {
            relay.close();
        }
    }

    /** One connection to a node, from whom is seen when it is opened. */
    private final class Gate implements Tap {

        private final int to;
        private volatile int from = NONE;

        Gate(int to) {
            this.to = to;
        }

        @Override
        public void opened(Link link) throws IOException {
            for (int node = 0; node < nodes; node++) {
                from = PeerProcess.is(processes.applyAsLong(node), link.client()) ? node : from;
            }
            if (from == NONE) {
                throw new IOException("no node, or one that is gone already");
            }
            pass();
        }

        @Override
        public void toServer(byte[] bytes, Link link) throws IOException {
            pass();
            link.sendToServer(bytes);
        }

        @Override
        public void toClient(byte[] bytes, Link link) throws IOException {
            pass();
            link.sendToClient(bytes);
        }

        private void pass() {
            lock.lock();
            try {
                while (from != to && (from == alone || to == alone)) {
                    healed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
