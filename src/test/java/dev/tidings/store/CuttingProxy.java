package dev.tidings.store;

import dev.tidings.relay.Link;
import dev.tidings.relay.Relay;
import dev.tidings.relay.Tap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a store and its database, and cuts the next connection on which a commit is sent. */
final class CuttingProxy implements AutoCloseable {

    /** When it is cut. */
    enum Cut {
        /** The database never gets to know of the commit. */
        BEFORE,
        /** The database commits, and its answer is lost. */
        AFTER,
        /** The store hears that the connection is gone; the commit is on its way until {@link #deliver}. */
        UNDER_WAY
    }

    private final AtomicReference<Cut> armed = new AtomicReference<>();
    private final CompletableFuture<Void> delivery = new CompletableFuture<>();
    private final CompletableFuture<Void> delivered = new CompletableFuture<>();
    private final Relay relay;

    CuttingProxy(int server) throws IOException {
        relay = new Relay(server, Cutter::new);
    }

    int port() {
        return relay.port();
    }

    void arm(Cut cut) {
        armed.set(cut);
    }

    /** Lets through what was under way, and waits until the database has answered it. */
    void deliver() {
        delivery.complete(null);
        delivered.join();
    }

    /** Once it cuts, the answer is known here alone. */
    private final class Cutter implements Tap {

        private final CompletableFuture<Void> answered = new CompletableFuture<>();
        private volatile boolean cut;

        @Override
        public void toServer(byte[] bytes, Link link) throws IOException {
            Cut when = isCommit(bytes) ? armed.getAndSet(null) : null;
            if (when == null) {
                link.sendToServer(bytes);
                return;
            }
            cut = true;
            try (link) {
                cut(when, bytes, link);
            } finally {
                delivered.complete(null); // also where the database has ended the session meanwhile
            }
        }

        @Override
        public void toClient(byte[] bytes, Link link) throws IOException {
            if (cut) {
                answered.complete(null);
            } else {
                link.sendToClient(bytes);
            }
        }

        private void cut(Cut when, byte[] bytes, Link link) throws IOException {
            if (when == Cut.UNDER_WAY) {
                link.closeClient();
                delivery.join();
            }
            if (when != Cut.BEFORE) {
                link.sendToServer(bytes);
                answered.join(); // else who looks for the outcome is first
            }
        }

        @Override
        public void serverEnded() {
            answered.complete(null);
        }
    }

    private static boolean isCommit(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("COMMIT");
    }

    @Override
    public void close() throws IOException {
        relay.close();
        delivery.complete(null);
    }
}
