package dev.tidings.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the JSON test suite, as it is and as the value of a member. */
class JsonConformanceTest {

    private static final Path SUITE = Path.of("src/test/resources/conformance/json");
    /** Legal by the grammar, but the contract wants names to differ. */
    private static final Set<String> DUPLICATES =
            Set.of("y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(SUITE)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theSuiteIsWhole() throws IOException {
        assertThat(files()).hasSize(318);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileOfTheSuiteIsReadAsItsNameSays(Path file) throws IOException {
        String name = file.getFileName().toString();
        byte[] bytes = Files.readAllBytes(file);
        byte[] wrapped = ("{\"v\":" + new String(bytes, ISO_8859_1) + "}").getBytes(ISO_8859_1);
        for (byte[] text : List.of(bytes, wrapped)) {
            if (name.startsWith("n") || DUPLICATES.contains(name)) {
                assertThatThrownBy(() -> read(text)).isInstanceOf(TidingsException.class);
            } else if (name.startsWith("y")) {
                read(text);
            } else {
                readOrRefuse(text);
            }
        }
    }

    private static void readOrRefuse(byte[] text) {
        try {
            read(text);
        } catch (TidingsException refused) {
            assertThat(refused.code()).isEqualTo(Code.BAD_REQUEST);
        }
    }

    /** What was read can be read again, and means and looks the same. */
    private static void read(byte[] bytes) {
        JsonText value = JsonText.parse(bytes, JsonText.MAX_DEPTH + 1);
        JsonText again = JsonText.parse(value.text(), JsonText.MAX_DEPTH + 1);
        assertThat(again.text()).isEqualTo(value.text()).hasSize((int) value.length());
        assertThat(again.sameValue(value)).isTrue();
    }
}
