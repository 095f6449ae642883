package dev.tidings.store;

import dev.tidings.relay.Link;
import dev.tidings.relay.Relay;
import dev.tidings.relay.Tap;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a store and its database like a firewall that forgets: what then comes on old connections is swallowed. */
final class ForgetfulProxy implements AutoCloseable {

    private final AtomicInteger memory = new AtomicInteger();
    private final Relay relay;

    ForgetfulProxy(int server) throws IOException {
        relay = new Relay(server, Remembered::new);
    }

    int port() {
        return relay.port();
    }

    /** From now on nothing that is sent on the connections of before arrives, and nobody is told. */
    void forget() {
        memory.incrementAndGet();
    }

    private final class Remembered implements Tap {

        private final int since = memory.get();

        @Override
        public void toServer(byte[] bytes, Link link) throws IOException {
            if (memory.get() == since) {
                link.sendToServer(bytes);
            }
        }

        @Override
        public void toClient(byte[] bytes, Link link) throws IOException {
            if (memory.get() == since) {
                link.sendToClient(bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
