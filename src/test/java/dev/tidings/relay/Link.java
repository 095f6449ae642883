package dev.tidings.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;

/** One connection through a relay. */
public final class Link implements AutoCloseable {

    private final Socket client;
    private final Socket server = new Socket();

    Link(Socket client) {
        this.client = client;
    }

    public Socket client() {
        return client;
    }

    Socket server() {
        return server;
    }

    public void sendToServer(byte[] bytes) throws IOException {
        server.getOutputStream().write(bytes);
    }

    public void sendToClient(byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
    }

    public void closeClient() throws IOException {
        client.close();
    }

    @Override
    public void close() throws IOException {
        try (client;
                server) {
            // both, also where closing one of them fails
        }
    }

    /** What is done with what was read. */
    interface Reader {
        void accept(byte[] bytes) throws IOException;
    }

    /** Reads one side to its end, which is then the end of both. */
    void copy(Socket from, Reader reader) {
        byte[] buffer = new byte[1 << 16];
        try (client;
                server) {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                reader.accept(Arrays.copyOf(buffer, read));
            }
        } catch (IOException gone) {
            // both ends are closed, which is all that the other ends can be told
        }
    }
}
