package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Server server;

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            await(server.stop());
        }
    }

    @Test
    void aServerStartsAndStops() throws Exception {
        start(Map.of());
        assertThat(get(server.port(), "/health/ready").statusCode()).isEqualTo(200);

        await(server.stop());

        assertThatThrownBy(() -> get(server.port(), "/health/ready")).isInstanceOf(IOException.class);
        server = null;
    }

    @Test
    void aServerThatDrainsIsNotReadyAndStillServes() throws Exception {
        start(Map.of("drain.delay", "1h"));
        Future<Void> drained = server.drain();

        assertThat(get(server.port(), "/health/ready").statusCode()).isEqualTo(503);
        assertThat(get(server.port(), "/health/live").statusCode()).isEqualTo(200);
        assertThat(drained.isComplete()).isFalse();
    }

    @Test
    void whoIsConnectedToAServerThatHasDrainedMayAskOnceMoreAndNobodyElseIsLetIn() throws Exception {
        start(Map.of());
        try (Socket connected = send("OPTIONS /v1/c HTTP/1.1", "Host: localhost")) {
            assertThat(readHead(connected)).startsWith("HTTP/1.1 204 ");
            await(server.drain());

            assertThatThrownBy(() -> send("GET /health/live HTTP/1.1", "Host: localhost"))
                    .isInstanceOf(ConnectException.class);
            write(connected, "DELETE /v1/c/none HTTP/1.1", "Host: localhost");
            assertThat(readHead(connected)).startsWith("HTTP/1.1 404 ").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void aServerThatStopsFinishesAWriteThatIsHalfSentAndHoldsNoIdleConnection() throws Exception {
        start(Map.of());
        try (Socket idle = send("GET /health/live HTTP/1.1", "Host: localhost");
                Socket busy = send(
                        "POST /v1/c HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Content-Length: 7",
                        "Expect: 100-continue")) {
            assertThat(readLine(idle)).contains(" 200 ");
            assertThat(readLine(busy)).contains(" 100 ");
            assertThat(readLine(busy)).isEmpty();

            Future<Void> stopped = server.stop();
            idle.getInputStream().readAllBytes();
            assertThat(stopped.isComplete()).isFalse();
            busy.getOutputStream().write("{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
            assertThat(readLine(busy)).contains(" 201 ");
            await(stopped);
        }
        server = null;
    }

    private Socket send(String... head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        write(socket, head);
        return socket;
    }

    private static void write(Socket socket, String... head) throws IOException {
        String text = String.join("\r\n", head) + "\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = readLine(socket); !line.isEmpty(); line = readLine(socket)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** Reads no further than the line's end. */
    private static String readLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Test
    void aPortInUseIsToldWithItsAddress() throws Exception {
        start(Map.of());
        int port = server.port();

        String otherStore = "sqlite:" + directory.resolve("other.db");
        Settings taken = settings(Map.of("http.port", String.valueOf(port), "store.url", otherStore));

        assertThatThrownBy(() -> await(Server.start(taken)))
                .hasCauseInstanceOf(TidingsException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }

    @Test
    void healthAndMetricsMayHaveAPortOfTheirOwn() throws Exception {
        start(Map.of("management.port", "0"));

        assertThat(server.managementPort()).isNotEqualTo(server.port());
        assertThat(get(server.managementPort(), "/metrics").body()).contains("tidings_build_info");
        assertThat(get(server.managementPort(), "/v1").statusCode()).isEqualTo(404);
        assertThat(get(server.port(), "/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void wrongTlsFilesAreAWrongSetting() throws Exception {
        Path pem = Files.writeString(directory.resolve("some.pem"), "no pem");
        assertThatThrownBy(() -> await(Server.start(
                        settings(Map.of("http.tls.certificate", pem.toString(), "http.tls.key", pem.toString())))))
                .cause()
                .hasMessageStartingWith("http.tls.certificate, http.tls.key: ")
                .isInstanceOfSatisfying(TidingsException.class, wrong -> assertThat(wrong.code())
                        .isEqualTo(Code.INVALID));
    }

    private void start(Map<String, String> more) throws Exception {
        server = await(Server.start(settings(more)));
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>();
        values.put("http.port", "0");
        values.put("store.url", "sqlite:" + directory.resolve("tidings.db"));
        values.putAll(more);
        return Settings.of(values);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new ExecutionException(failed.getCause().getMessage(), failed.getCause());
        }
    }
}
