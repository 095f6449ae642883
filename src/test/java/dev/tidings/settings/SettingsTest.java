package dev.tidings.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    Path directory;

    @Test
    void defaultsAreWhatTheContractSays() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().maxBody()).isEqualTo(1024 * 1024);
        assertThat(settings.http().tls()).isNull();
        assertThat(settings.management()).isNull();
        assertThat(settings.store().url()).isEqualTo("sqlite:data/tidings.db");
        assertThat(settings.retention())
                .isEqualTo(new RetentionSettings(Duration.ofDays(7), 1_000_000, 4L << 30, Duration.ofDays(90)));
        assertThat(settings.watch()).isEqualTo(new WatchSettings(Duration.ofSeconds(20), 100_000, 100, false));
        assertThat(settings.collections()).isEqualTo(new CollectionsSettings(true, 10_000, Map.of()));
        assertThat(settings.drain()).isEqualTo(new DrainSettings(Duration.ZERO, Duration.ofSeconds(20)));
        assertThat(settings.auth().mode()).isEqualTo(AuthSettings.Mode.UNSET);
        assertThat(settings.cluster()).isNull();
    }

    @Test
    void everyDefaultIsUsable() {
        assertThat(KnownSettings.built()).allSatisfy(setting -> {
            if (setting.fallback() != null) {
                assertThat(setting.type().reader().apply(setting.fallback())).isPresent();
            }
        });
    }

    @Test
    void theCommandLineGoesOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = file("http:\n  port: 1\n  maxBody: 1KiB\nwatch.heartbeat: 1s\n");
        Map<String, String> environment = Map.of("TIDINGS_HTTP_PORT", "2", "TIDINGS_HTTP_MAX_BODY", "2KiB");

        Settings settings = Settings.read(Map.of("http.port", "3"), environment, file);

        assertThat(settings.http().port()).isEqualTo(3);
        assertThat(settings.http().maxBody()).isEqualTo(2048);
        assertThat(settings.watch().heartbeat()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "retention.age, 500ms, 500",
        "retention.age, 20s, 20000",
        "retention.age, 5m, 300000",
        "retention.age, 12h, 43200000",
        "retention.age, 7d, 604800000",
    })
    void aDurationHasAUnit(String name, String text, long millis) {
        assertThat(Settings.of(Map.of(name, text)).retention().age()).hasMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"512, 512", "512B, 512", "64KiB, 65536", "3MiB, 3145728"})
    void aSizeCountsInPowersOf1024(String text, long bytes) {
        assertThat(Settings.of(Map.of("http.maxBody", text)).http().maxBody()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "http.port, 65536",
        "http.port, -1",
        "http.port, 80a",
        "http.port, ''",
        "http.maxBody, 0",
        "http.maxBody, 1MB",
        "http.maxBody, 65MiB",
        "http.host, 'a b'",
        "http.hosts, 'a,,b'",
        "http.hosts, 'http://a'",
        "http.trustedProxies, somewhere",
        "http.trustedProxies, 10.0.0.0/33",
        "http.trustedProxies, 256.0.0.1",
        "http.trustedProxies, 1.2.3.4.5",
        "http.trustedProxies, '2001:db8::/129'",
        "http.trustedProxies, '::ffff:10.0.0.1'",
        "http.trustedProxies, '10.0.0.0/8,proxy.example'",
        "retention.age, 7",
        "retention.age, 7 d",
        "retention.changes, 0",
        "retention.size, 99999999999TiB",
        "watch.heartbeat, 99ms",
        "watch.compression, yes",
        "watch.maxSubscriptions, 99999999999999999999",
        "origins.allowed, *",
        "origins.allowed, https://a.example/",
        "auth.mode, basic",
        "auth.mode, NONE",
        "cluster.enabled, yes",
        "cluster.port, 0",
        "cluster.busPort, 65536",
        "cluster.members, a",
        "cluster.members, 'a:1,b'",
        "cluster.members, '::1:5701'",
        "cluster.kubernetes.service, 'a b'",
        "drain.time, 2h",
        "logging.format, xml",
        "logging.level, INFO",
        "store.url, mysql://localhost",
        "store.url, sqlite::memory:",
    })
    void whatIsUnusableIsNamedWithItsOrigin(String name, String text) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, text)))
                .isInstanceOf(TidingsException.class)
                .message()
                .startsWith(name + ": must be ")
                .endsWith("(from the command line)")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "auth.mode, token",
        "auth.mode, jwt",
        "auth.queryToken, true",
        "auth.jwt.issuer, somebody",
    })
    void whatALaterVersionWillDoIsRefusedAndNotPassedOver(String name, String text) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, text)))
                .hasMessageStartingWith(name + ": this version of tidings ")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void whatALaterVersionWillDoMayBeTurnedOff() {
        assertThat(Settings.of(Map.of("auth.queryToken", "false"))).isEqualTo(Settings.of(Map.of()));
    }

    @Test
    void aSecretIsNeverShown() {
        assertThatThrownBy(() -> Settings.of(Map.of("store.url", "mysql://user:hidden@host/db")))
                .hasMessageContaining("store.url")
                .hasMessageNotContaining("hidden");
        Settings settings = Settings.of(Map.of("store.url", "postgresql://user:hidden@host/db"));
        assertThat(settings.toString()).doesNotContain("hidden");
        assertThat(settings.store().url()).contains("hidden");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> Settings.of(Map.of("http.prot", "1")))
                .hasMessage("http.prot: there is no such setting; did you mean http.port? (from the command line)");
        assertThatThrownBy(() -> Settings.of(Map.of("something.else", "1")))
                .hasMessage("something.else: there is no such setting (from the command line)");
    }

    @ParameterizedTest
    @CsvSource({
        "http.host, 0.0.0.0",
        "http.host, ::",
        "http.host, 192.168.1.1",
        "http.host, example.org",
        "http.host, cafe",
        "management.host, 0.0.0.0",
    })
    void whoListensToOthersMustSayThatThereIsNoAuth(String name, String host) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, host)))
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining("auth.mode=none");
        assertThatThrownBy(() -> Settings.of(Map.of(name, host, "auth.mode", "unset")))
                .hasMessageContaining("auth.mode=none");
        assertThat(Settings.of(Map.of(name, host, "auth.mode", "none"))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"})
    void loopbackNeedsNoSuchWord(String host) {
        assertThat(Settings.of(Map.of("http.host", host)).http().host()).isEqualTo(host.replaceAll("[\\[\\]]", ""));
    }

    @Test
    void managementMovesOnlyWhereItDiffers() {
        assertThat(Settings.of(Map.of("management.port", "8080")).management()).isNull();
        assertThat(Settings.of(Map.of("management.port", "9090")).management())
                .isEqualTo(new ManagementSettings("127.0.0.1", 9090));
        assertThat(Settings.of(Map.of("management.host", "127.0.0.2")).management())
                .isEqualTo(new ManagementSettings("127.0.0.2", 8080));
        assertThat(Settings.of(Map.of("management.port", "0", "http.port", "0")).management())
                .isEqualTo(new ManagementSettings("127.0.0.1", 0));
    }

    @Test
    void tlsNeedsBothFilesAndBothReadable() throws IOException {
        Path pem = Files.writeString(directory.resolve("some.pem"), "");
        assertThatThrownBy(() -> Settings.of(Map.of("http.tls.certificate", pem.toString())))
                .hasMessageStartingWith("http.tls.certificate: http.tls.key must be set too");
        assertThatThrownBy(() -> Settings.of(Map.of("http.tls.key", pem.toString())))
                .hasMessageStartingWith("http.tls.key: http.tls.certificate must be set too");
        assertThatThrownBy(() ->
                        Settings.of(Map.of("http.tls.certificate", pem.toString(), "http.tls.key", "/nowhere/key.pem")))
                .hasMessageStartingWith("http.tls.key: the file /nowhere/key.pem cannot be read");
    }

    @Test
    void settingsOfOneCollectionStandInTheFileAlone() {
        assertThatThrownBy(() -> Settings.of(Map.of("collections.orders.requireMatch", "true")))
                .hasMessageContaining("collections.orders.requireMatch: ")
                .hasMessageContaining("settings file alone");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("tidings.yaml"), yaml);
    }
}
