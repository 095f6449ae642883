package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that cannot be ends with the exit code that says why, and one line that names the culprit. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WrongSettingsIT {

    private static final int FAILURE = 1;
    private static final int SETTING = 78;

    @TempDir
    private Path directory;

    private void refuses(ServerProcess server, int exitCode, String culprit) {
        try (server) {
            assertThat(server.launch().awaitExit()).as(server::log).isEqualTo(exitCode);
            String log = server.log();
            assertThat(log.lines()).as(log).anyMatch(line -> line.contains(culprit));
            assertThat(log).doesNotContain("\tat ").doesNotContain("Exception");
            assertThat(log.lines().filter(line -> !line.isBlank())).as(log).hasSizeLessThan(10);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--http.prot=1, tidings: http.prot: there is no such setting; did you mean http.port?",
        "--http.port=x, tidings: http.port: must be a whole number",
        "--http.maxBody=many, http.maxBody",
        "--watch.heartbeat=soon, watch.heartbeat",
        "--auth.mode=maybe, auth.mode",
        "--http.host=0.0.0.0, auth.mode=none",
        "--config=/nowhere/a.yaml, tidings: the settings file /nowhere/a.yaml cannot be read",
        "--cluster.enabled=true, tidings: cluster.enabled: the embedded store belongs to one node alone",
        "--store.url=mysql://a/b, tidings: store.url: must be sqlite:FILE or postgresql://",
        "--store.url=postgresql://a, tidings: store.url: must be sqlite:PATH or postgresql://",
        "--collections.a.schema=b, settings file alone"
    })
    void aWrongSettingIsNamed(String argument, String culprit) {
        refuses(ServerProcess.in(directory).with(argument), SETTING, culprit);
    }

    @Test
    void aStoreThatCannotBeReachedIsAFailure() {
        refuses(
                ServerProcess.in(directory).with("--store.url=postgresql://a@127.0.0.1:1/b"),
                FAILURE,
                "tidings: The store postgresql://127.0.0.1:1/b cannot be reached");
    }

    @Test
    void aWrongVariableIsNamed() {
        refuses(ServerProcess.in(directory).withEnvironment("TIDINGS_HTTP_PROT", "1"), SETTING, "TIDINGS_HTTP_PROT");
    }

    @Test
    void aWrongLineOfTheSettingsFileIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), "http:\n  prot: 1\n");
        refuses(ServerProcess.in(directory).with("--config", file.toString()), SETTING, "http.prot");
    }

    @Test
    void aPortThatIsTakenIsAFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refuses(ServerProcess.in(directory).with("--http.port=" + port), FAILURE, port);
        }
    }

    @Test
    void aSecondProcessOnTheSameStoreIsRefusedAndTheFirstGoesOn(@TempDir Path elsewhere) throws Exception {
        try (ServerProcess first = ServerProcess.in(directory).start()) {
            RestClient rest = new RestClient(first.endpoint());
            assertThat(rest.put("/v1/c/a", "{}").status()).isEqualTo(201);
            String store = "--store.url=sqlite:" + directory.resolve("data/tidings.db");
            refuses(ServerProcess.in(elsewhere).with(store), FAILURE, "tidings.db");
            assertThat(rest.put("/v1/c/b", "{}").status()).isEqualTo(201);
        }
    }

    @Test
    void whatKubernetesInjectsIsPassedOver() {
        try (ServerProcess server = ServerProcess.in(directory)
                .withEnvironment("TIDINGS_SERVICE_HOST", "10.0.0.1")
                .withEnvironment("TIDINGS_SERVICE_PORT", "80")
                .withEnvironment("TIDINGS_PORT", "tcp://10.0.0.1:80")
                .withEnvironment("TIDINGS_PORT_80_TCP_ADDR", "10.0.0.1")
                .withEnvironment("TIDINGS_WEB_SERVICE_HOST", "10.0.0.2")
                .withEnvironment("TIDINGS_OTHER", "udp://10.0.0.2:53")
                .start()) {
            assertThat(server.isReady()).isTrue();
        }
    }
}
