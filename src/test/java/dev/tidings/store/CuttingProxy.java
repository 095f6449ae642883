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
        relay = new Relay(server, () -> new Tap() {
            @Override
            public void toServer(byte[] bytes, Link link) throws IOException {
                Cut cut = isCommit(bytes) ? armed.getAndSet(null) : null;
                if (cut == null) {
                    link.sendToServer(bytes);
                } else {
                    cut(cut, link, bytes);
                }
            }
        });
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

    private void cut(Cut cut, Link link, byte[] bytes) throws IOException {
        link.closeClient();
        if (cut == Cut.UNDER_WAY) {
            delivery.join();
        }
        try {
            if (cut != Cut.BEFORE) {
                link.sendToServer(bytes);
                link.endToServer();
                // the other direction reads the answer, and finds nobody to give it to
            }
        } finally {
            delivered.complete(null); // also where the database has ended the session meanwhile
            link.close();
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
