package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.Server;
import dev.tidings.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paths that probes and scrapers are told. */
class OperatorPathsTest {

    @Test
    void aNodeAnswersToEachOnItsManagementPort(@TempDir Path directory) throws Exception {
        Settings settings = Settings.of(Map.of(
                "http.port", "0",
                "management.port", "0",
                "store.url", "sqlite:" + directory.resolve("tidings.db")));
        Server server =
                Server.start(settings).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        try {
            for (String path : OperatorPaths.ALL) {
                URI uri = URI.create("http://127.0.0.1:" + server.managementPort() + path);
                assertThat(HttpClient.newHttpClient()
                                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                                .statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
        } finally {
            server.stop().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}
