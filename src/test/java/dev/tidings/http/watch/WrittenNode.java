package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.LossyServer;
import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.wire.RawPeer;
import dev.tidings.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A whole node whose bus loses some messages, and a connection that writes to it. */
final class WrittenNode implements AutoCloseable {

    private static final int SEED = 42;
    private static final int LOST_ONE_IN = 8;

    private final LossyServer server;
    private final RawConnection writer;

    /** Starts it with its data in this directory. */
    WrittenNode(Path directory) throws IOException {
        Settings settings =
                Settings.of(Map.of("http.port", "0", "store.url", "sqlite:" + directory.resolve("tidings.db")));
        server = new LossyServer(settings, SEED, LOST_ONE_IN);
        writer = new RawConnection(server.port());
    }

    int port() {
        return server.port();
    }

    /** Writes a resource, named as in {@code orders/a}. */
    void put(String resource, String json) throws IOException {
        writer.send("PUT /v1/" + resource + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + json.length() + "\r\n\r\n" + json);
        assertThat(writer.read(false).status()).isIn(200, 201);
    }

    void delete(String resource) throws IOException {
        writer.send("DELETE /v1/" + resource + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(writer.read(false).status()).isEqualTo(204);
    }

    /** Opens a socket. */
    RawPeer watch(String target, String... headers) {
        return RawPeer.connect(port()).upgrade("/v1" + target, headers);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        server.close();
    }
}
