package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process as its caller sees it: a JVM of its own, by its exit code and what it prints. */
class ExitCodesTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--version, 0, tidings development",
        "--help, 0, Usage: tidings",
        "--nonsense, 2, Unknown option: '--nonsense'",
        "something, 2, Unmatched argument",
        "--http.port, 2, Missing required parameter",
        "--http.prot=1, 78, tidings: http.prot: there is no such setting; did you mean http.port?",
        "--http.port=x, 78, tidings: http.port: must be a whole number",
        "--http.host=0.0.0.0, 78, auth.mode=none",
        "--config=/nowhere/a.yaml, 78, tidings: the settings file /nowhere/a.yaml cannot be read",
        "--cluster.enabled=true, 78, tidings: cluster.enabled: the embedded store belongs to one node alone",
        "--store.url=mysql://a/b, 78, tidings: store.url: must be sqlite:FILE or postgresql://",
        "--store.url=postgresql://a, 78, 'tidings: store.url: must be sqlite:PATH or postgresql://'",
        "--store.url=postgresql://a@127.0.0.1:1/b, 1, tidings: The store postgresql://127.0.0.1:1/b cannot be reached",
        "--collections.a.schema=b, 78, settings file alone",
    })
    void theExitCodeTellsWhatWasWrong(String argument, int code, String text) throws Exception {
        assertThat(run(Map.of(), argument)).contains(text);
        assertThat(process.exitValue()).isEqualTo(code);
    }

    @Test
    void aWrongVariableIsAWrongSetting() throws Exception {
        assertThat(run(Map.of("TIDINGS_HTTP_PROT", "1")))
                .startsWith("tidings: TIDINGS_HTTP_PROT: ")
                .hasLineCount(1);
        assertThat(process.exitValue()).isEqualTo(78);
    }

    @Test
    void healthOfNobodyIsAFailure() throws Exception {
        assertThat(run(Map.of(), "health", "--http.port=1")).contains("does not answer");
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "copy --help, 0, Usage: tidings copy",
        "copy, 2, Missing required option: '--from=URL'",
        "copy --from mysql:x, 78, tidings: --from: must be sqlite:PATH or postgresql://",
        "copy --from sqlite:a.db --to postgresql://me:hidden@h:0/d, 78, tidings: --to: must be sqlite:PATH",
        "copy --from sqlite:a.db --to sqlite:a.db, 78, tidings: A store cannot be copied into itself.",
        "copy --from sqlite:a.db --to sqlite:b.db, 1, tidings: There is no store a.db to copy.",
        "copy --from sqlite:a.db --http.port=x, 78, tidings: http.port: must be a whole number",
    })
    void aCopyThatCannotBeMadeSaysWhy(String arguments, int code, String text) throws Exception {
        assertThat(run(Map.of(), arguments.split(" "))).contains(text).doesNotContain("hidden");
        assertThat(process.exitValue()).isEqualTo(code);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aSignalEndsAServerWithZero() throws Exception {
        start(
                Map.of(),
                "--http.port=0",
                "--store.url=sqlite:" + directory.resolve("tidings.db"),
                "--logging.format=json");
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        assertThat(CompletableFuture.supplyAsync(() -> lineOf(output)))
                .succeedsWithin(60, TimeUnit.SECONDS)
                .asString()
                .contains("is ready on");

        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String lineOf(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        start(environment, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml", // its own, not that of the tests
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tidings.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDINGS_"));
        builder.environment().putAll(environment);
        process = builder.start();
        process.getOutputStream().close();
    }
}
