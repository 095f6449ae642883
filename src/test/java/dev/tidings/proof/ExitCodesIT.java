package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as their caller sees them: by their exit code and what they print. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExitCodesIT {

    @TempDir
    private Path directory;

    private ServerProcess process;

    @BeforeEach
    void here() {
        process = ServerProcess.in(directory);
    }

    @AfterEach
    void end() {
        process.close();
    }

    private void ends(String arguments, int code, String text) {
        assertThat(process.launchWith(List.of(arguments.split(" "))).awaitExit())
                .as(process::log)
                .isEqualTo(code);
        assertThat(process.log()).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "--version, 0, tidings 0.",
        "--help, 0, Usage: tidings",
        "--nonsense, 2, Unknown option: '--nonsense'",
        "something, 2, Unmatched argument",
        "--http.port, 2, Missing required parameter",
        "health --http.port=1, 1, does not answer"
    })
    void theExitCodeTellsHowItEnded(String arguments, int code, String text) {
        ends(arguments, code, text);
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
    void aCopyThatCannotBeMadeSaysWhy(String arguments, int code, String text) {
        ends(arguments, code, text);
        assertThat(process.log()).doesNotContain("hidden");
        assertThat(directory).isDirectoryNotContaining(file -> file.toString().contains(".db"));
    }

    @Test
    void aSignalEndsAServerWithZero() {
        process.start().terminate();
        assertThat(process.awaitExit()).as(process::log).isZero();
    }
}
