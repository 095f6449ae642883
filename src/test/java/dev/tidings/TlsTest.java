package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeCertificates() throws Exception {
        pem("ours");
        pem("other");
    }

    @Test
    void http2IsSpokenOverTlsAndHealthFindsIt() throws Exception {
        Server server = await(Server.start(settings("ours.crt", "ours.key")));
        try {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(PinnedCertificate.of(directory.resolve("ours.crt")))
                    .build();
            URI uri = URI.create("https://127.0.0.1:" + server.port() + "/health/live");
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(health(server, "ours")).isZero();
            assertThat(health(server, "other")).isEqualTo(Exit.FAILURE);
        } finally {
            await(server.stop());
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() {
        assertThatThrownBy(() -> await(Server.start(settings("ours.crt", "other.key"))))
                .hasMessageContaining("http.tls.certificate, http.tls.key: ")
                .hasMessageContaining("do not belong together");
    }

    private static int health(Server server, String name) {
        return Main.commandLine()
                .execute(
                        "health",
                        "live",
                        "--http.port=" + server.port(),
                        "--http.tls.certificate=" + directory.resolve(name + ".crt"),
                        "--http.tls.key=" + directory.resolve(name + ".key"));
    }

    private static Settings settings(String certificate, String key) {
        return Settings.of(Map.of(
                "http.port",
                "0",
                "store.url",
                "sqlite:" + directory.resolve("tidings.db"),
                "http.tls.certificate",
                directory.resolve(certificate).toString(),
                "http.tls.key",
                directory.resolve(key).toString()));
    }

    /** A self-signed certificate and its key, as the JDK's own tool makes them, written as PEM. */
    private static void pem(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = load(store);
        write(name + ".crt", "CERTIFICATE", keys.getCertificate("a").getEncoded());
        write(
                name + ".key",
                "PRIVATE KEY",
                keys.getKey("a", PASSWORD.toCharArray()).getEncoded());
    }

    private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void write(String file, String type, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
