package dev.tidings.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A member that hangs: it takes connections, answers their greeting and nothing more. Without that answer Hazelcast would
 * keep a core busy for as long as it waits.
 */
final class HangingMember implements AutoCloseable {

    private static final byte[] GREETING = "HZC".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Socket> guests = new ConcurrentLinkedQueue<>();

    HangingMember() throws IOException {
        Thread thread = new Thread(this::greet, "hanging member");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void greet() {
        try {
            while (true) {
                Socket guest = door.accept();
                guests.add(guest);
                guest.getOutputStream().write(GREETING);
            }
        } catch (SocketException closed) {
            // that is its end
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket guest : guests) {
            guest.close();
        }
    }
}
