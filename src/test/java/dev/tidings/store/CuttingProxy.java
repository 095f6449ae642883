package dev.tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Cut> armed = new AtomicReference<>();
    private final CompletableFuture<Void> delivery = new CompletableFuture<>();
    private final CompletableFuture<Void> delivered = new CompletableFuture<>();
    private final int server;

    CuttingProxy(int server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void arm(Cut cut) {
        armed.set(cut);
    }

    /** Lets through what was under way, and waits until the database has answered it. */
    void deliver() {
        delivery.complete(null);
        delivered.join();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), server);
                CompletableFuture<Void> answered = new CompletableFuture<>();
                AtomicBoolean cut = new AtomicBoolean();
                threads.execute(() -> toDatabase(client, database, cut, answered));
                threads.execute(() -> toStore(database, client, cut, answered));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void toDatabase(Socket store, Socket database, AtomicBoolean cut, CompletableFuture<Void> answered) {
        byte[] buffer = new byte[1 << 16];
        try (store;
                database) {
            InputStream in = store.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, read);
                Cut when = isCommit(bytes) ? armed.getAndSet(null) : null;
                if (when != null) {
                    cut.set(true);
                    cut(when, store, database, bytes, answered);
                    return;
                }
                database.getOutputStream().write(bytes);
            }
        } catch (IOException gone) {
            // both ends are closed, which is all that the other ends can be told
        }
    }

    /** Once it is cut, the answer is known here alone. */
    private static void toStore(Socket database, Socket store, AtomicBoolean cut, CompletableFuture<Void> answered) {
        byte[] buffer = new byte[1 << 16];
        try (database;
                store) {
            InputStream in = database.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (cut.get()) {
                    answered.complete(null);
                } else {
                    store.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException gone) {
            // as above
        } finally {
            answered.complete(null);
        }
    }

    private void cut(Cut when, Socket store, Socket database, byte[] bytes, CompletableFuture<Void> answered)
            throws IOException {
        if (when == Cut.AFTER) { // else who looks for the outcome could be there before the commit
            database.getOutputStream().write(bytes);
            answered.join();
        }
        store.close();
        if (when == Cut.UNDER_WAY) {
            delivery.join();
            database.getOutputStream().write(bytes);
            database.shutdownOutput();
        }
        delivered.complete(null);
    }

    private static boolean isCommit(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("COMMIT");
    }

    @Override
    public void close() throws IOException {
        listening.close();
        delivery.complete(null);
    }
}
