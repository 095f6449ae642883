package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.settings.ClusterSettings;
import dev.tidings.settings.ClusterSettings.Member;
import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes in one process. They have a store each, which settings that are read would refuse: this is about how they meet. */
class ClusteredServerTest {

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (Server server : servers) {
            done(server.stop());
        }
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private Settings settings(int port, List<Member> members) throws IOException {
        Settings alone = Settings.of(
                Map.of("http.port", "0", "store.url", "sqlite:" + directory.resolve("node-" + port + ".db")));
        return new Settings(
                alone.http(),
                alone.management(),
                alone.store(),
                alone.retention(),
                alone.watch(),
                alone.origins(),
                alone.auth(),
                alone.collections(),
                new ClusterSettings("127.0.0.1", port, freePort(), members, null, "a secret"),
                alone.drain(),
                alone.logging());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String get(Server server, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aServerTellsHowManyWorkTogetherAndLeavesWhenItStops() throws Exception {
        int port = freePort();
        List<Member> members = List.of(new Member("127.0.0.1", port));
        servers.add(done(Server.start(settings(port, members))));
        servers.add(done(Server.start(settings(freePort(), members))));

        for (Server server : servers) {
            assertThat(get(server, "/health")).contains("\"members\":2");
            assertThat(get(server, "/metrics")).contains("tidings_cluster_members 2.0");
        }

        done(servers.remove(1).stop());
        await().until(() -> get(servers.get(0), "/health").contains("\"members\":1"));
    }
}
