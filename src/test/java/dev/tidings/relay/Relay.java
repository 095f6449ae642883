package dev.tidings.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A TCP proxy on loopback; each connection through it has a tap. Closing it closes them all. */
public final class Relay implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final int server;
    private final Supplier<Tap> taps;

    /**
     * Listens on a free port.
     *
     * @param server the port on loopback that it leads to; nobody need listen there yet
     */
    public Relay(int server, Supplier<Tap> taps) throws IOException {
        this.server = server;
        this.taps = taps;
        threads.execute(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Link link = new Link(listening.accept());
                links.add(link);
                threads.execute(() -> join(link, taps.get()));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    /** Where nobody listens, the client is told by the end of its connection. */
    private void join(Link link, Tap tap) {
        try {
            tap.opened(link);
            link.client().setTcpNoDelay(true);
            link.server().setTcpNoDelay(true);
            link.server().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
            threads.execute(() -> {
                link.copy(link.server(), bytes -> tap.toClient(bytes, link));
                tap.serverEnded();
            });
            link.copy(link.client(), bytes -> tap.toServer(bytes, link));
        } catch (IOException refused) {
            close(link);
        } finally {
            links.remove(link);
        }
    }

    private static void close(Link link) {
        try {
            link.close();
        } catch (IOException gone) {
            // it was to be closed
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        links.forEach(Relay::close);
    }
}
