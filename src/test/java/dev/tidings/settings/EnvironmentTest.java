package dev.tidings.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {

    @TempDir
    Path directory;

    private Path empty;

    @BeforeEach
    void haveAFile() throws IOException {
        empty = Files.writeString(directory.resolve("empty.yaml"), "");
    }

    @Test
    void aVariableIsThePathInCapitals() {
        assertThat(KnownSettings.HTTP_MAX_BODY.variable()).isEqualTo("TIDINGS_HTTP_MAX_BODY");
        assertThat(read(Map.of("TIDINGS_COLLECTIONS_AUTO_CREATE", "false"))
                        .collections()
                        .autoCreate())
                .isFalse();
        assertThat(read(Map.of("TIDINGS_HTTP_HOSTS", "a.example, b.example"))
                        .http()
                        .hosts())
                .containsExactly("a.example", "b.example");
    }

    @Test
    void othersVariablesAreNobodysBusiness() {
        assertThat(read(Map.of("PATH", "/bin", "TIDING", "x", "tidings_http_port", "x")))
                .isEqualTo(Settings.of(Map.of()));
    }

    @Test
    void aFileMayHoldTheValue() throws IOException {
        Path value = Files.writeString(directory.resolve("port"), "9999\n");
        assertThat(read(Map.of("TIDINGS_HTTP_PORT_FILE", value.toString()))
                        .http()
                        .port())
                .isEqualTo(9999);
    }

    @Test
    void theExactNameGoesFirst() throws IOException {
        Path value = Files.writeString(directory.resolve("port"), "9999");
        assertThat(read(Map.of("TIDINGS_HTTP_PORT_FILE", value.toString(), "TIDINGS_HTTP_PORT", "1"))
                        .http()
                        .port())
                .isEqualTo(1);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> read(Map.of("TIDINGS_HTTP_PORT_FILE", "/nowhere/port")))
                .hasMessage("http.port: its file /nowhere/port cannot be read"
                        + " (from the environment variable TIDINGS_HTTP_PORT_FILE)");
    }

    @ParameterizedTest
    @CsvSource({
        "TIDINGS_SERVICE_HOST, 10.0.0.1",
        "TIDINGS_SERVICE_PORT, 80",
        "TIDINGS_SERVICE_PORT_HTTP, 80",
        "TIDINGS_PORT, tcp://10.0.0.1:80",
        "TIDINGS_PORT, 80",
        "TIDINGS_PORT_80_TCP, tcp://10.0.0.1:80",
        "TIDINGS_PORT_80_TCP_PROTO, tcp",
        "TIDINGS_HTTP_SERVICE_HOST, 10.0.0.1",
        "TIDINGS_HTTP_PORT, tcp://10.0.0.1:80",
        "TIDINGS_HTTP_PORT_80_TCP, tcp://10.0.0.1:80",
        "TIDINGS_HTTP_PORT_80_TCP_ADDR, 10.0.0.1",
        "TIDINGS_ANYTHING, udp://10.0.0.1:80",
    })
    void whatKubernetesInjectsIsPassedOver(String variable, String value) {
        assertThat(read(Map.of(variable, value))).isEqualTo(Settings.of(Map.of()));
    }

    @Test
    void anUnknownVariableIsNamed() {
        assertThatThrownBy(() -> read(Map.of("TIDINGS_HTTP_PROT", "1")))
                .hasMessage("TIDINGS_HTTP_PROT: there is no such setting; did you mean TIDINGS_HTTP_PORT?"
                        + " (from the environment)");
    }

    @Test
    void anUnusableValueNamesSettingAndVariable() {
        assertThatThrownBy(() -> read(Map.of("TIDINGS_HTTP_PORT", "x")))
                .hasMessage("http.port: must be a whole number from 0 to 65535, not \"x\""
                        + " (from the environment variable TIDINGS_HTTP_PORT)");
    }

    private Settings read(Map<String, String> environment) {
        return Settings.read(Map.of(), environment, empty);
    }
}
