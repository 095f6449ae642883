package dev.tidings.http.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A client that reads steadily, but no faster than it is told. */
final class SlowReader implements AutoCloseable {

    private static final int WINDOW = 16 * 1024;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final int bytesPerSecond;

    SlowReader(int port, int bytesPerSecond) throws IOException {
        this.bytesPerSecond = bytesPerSecond;
        socket.setReceiveBufferSize(WINDOW); // before it connects, or the kernel would read for us
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Sends a request; whatever comes until the connection ends. */
    String exchange(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[WINDOW];
        long begun = System.nanoTime();
        for (int length = in.read(part); length >= 0; length = in.read(part)) {
            all.write(part, 0, length);
            long due = begun + (long) (all.size() * 1e9 / bytesPerSecond);
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
