package dev.tidings.store;

import dev.tidings.relay.Link;
import dev.tidings.relay.Relay;
import dev.tidings.relay.Tap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Stands between a store and its database, and counts how often the last transaction that wrote waited for an answer. */
final class CountingProxy implements AutoCloseable {

    private final Relay relay;
    private volatile int roundTrips;

    CountingProxy(int server) throws IOException {
        relay = new Relay(server, Counted::new);
    }

    int port() {
        return relay.port();
    }

    /** Of the last transaction, from its beginning to its commit. */
    int roundTrips() {
        return roundTrips;
    }

    /** What is sent after an answer is another round trip. */
    private final class Counted implements Tap {

        private volatile boolean answered;
        private int trips;

        @Override
        public void toServer(byte[] bytes, Link link) throws IOException {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            trips = text.contains("BEGIN") ? 1 : trips + (answered ? 1 : 0);
            answered = false;
            if (text.contains("INSERT INTO change")) {
                roundTrips = trips;
            }
            link.sendToServer(bytes);
        }

        @Override
        public void toClient(byte[] bytes, Link link) throws IOException {
            answered = true;
            link.sendToClient(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
