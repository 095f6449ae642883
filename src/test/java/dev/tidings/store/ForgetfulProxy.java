package dev.tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a store and its database like a firewall that forgets: what then comes on old connections is swallowed. */
final class ForgetfulProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger memory = new AtomicInteger();
    private final int server;

    ForgetfulProxy(int server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing that is sent on the connections of before arrives, and nobody is told. */
    void forget() {
        memory.incrementAndGet();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), server);
                int of = memory.get();
                threads.execute(() -> copy(client, database, of));
                threads.execute(() -> copy(database, client, of));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void copy(Socket from, Socket to, int of) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (memory.get() == of) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException gone) {
            // both ends are closed, which is all that the other ends can be told
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
