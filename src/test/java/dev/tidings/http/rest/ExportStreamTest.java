package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Fields;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.store.Export;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportStreamTest {

    private static final long GIB = 1L << 30;

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        RestServer.await(vertx.close());
    }

    @Test
    void anExportIsClosedHoweverLongItWas() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Export export = new Export(hollowFile(), 1, () -> closed.complete(null));
        HttpServer server = RestServer.await(vertx.createHttpServer()
                .requestHandler(request -> new ExportStream(
                                vertx, export, Fields.of(QueryParameters.parse(null, Set.of())), Duration.ofSeconds(20))
                        .writeTo(request))
                .listen(0, "127.0.0.1"));

        assertThat(lengthOf(URI.create("http://127.0.0.1:" + server.actualPort() + "/")))
                .isEqualTo(GIB);

        assertThat(closed).succeedsWithin(20, TimeUnit.SECONDS);
    }

    /** A file that takes no room on the disk. */
    private Path hollowFile() throws IOException {
        Path path = folder.resolve("export");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(GIB);
        }
        return path;
    }

    private static long lengthOf(URI uri) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] part = new byte[1 << 16];
        long length = 0;
        try (InputStream body = response.body()) {
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                length += read;
            }
        }
        return length;
    }
}
