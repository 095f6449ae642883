package dev.tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
                threads.execute(() -> copy(client, database, true));
                threads.execute(() -> copy(database, client, false));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void copy(Socket from, Socket to, boolean toDatabase) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, read);
                Cut cut = toDatabase && isCommit(bytes) ? armed.getAndSet(null) : null;
                if (cut != null) {
                    cut(cut, from, to, bytes);
                    return;
                }
                out.write(bytes);
            }
        } catch (IOException gone) {
            // both ends are closed, which is all that the other ends can be told
        }
    }

    private void cut(Cut cut, Socket store, Socket database, byte[] bytes) throws IOException {
        store.close();
        if (cut == Cut.UNDER_WAY) {
            delivery.join();
        }
        if (cut != Cut.BEFORE) {
            database.getOutputStream().write(bytes);
            database.shutdownOutput();
            // the other direction reads the answer, and finds nobody to give it to
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
