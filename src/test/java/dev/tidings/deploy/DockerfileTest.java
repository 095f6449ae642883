package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the {@code Dockerfile} says of the server. */
class DockerfileTest {

    private static final Pattern VARIABLE = Pattern.compile("\\b(TIDINGS_[A-Z_]+)=(\\S+)");

    @Test
    void everyVariableIsASetting() throws IOException {
        Map<String, String> variables = new HashMap<>();
        Matcher variable = VARIABLE.matcher(Files.readString(Path.of("Dockerfile")));
        while (variable.find()) {
            variables.put(variable.group(1), variable.group(2));
        }
        assertThat(variables).containsEntry("TIDINGS_HTTP_HOST", "0.0.0.0");
        SettingVariables.check(variables);
    }

    /** All else may be read-only, and there is no other place with room for a whole collection. */
    @Test
    void exportsAreWrittenToTheVolume() throws IOException {
        assertThat(Files.readAllLines(Path.of("Dockerfile")))
                .contains("VOLUME [\"" + JvmOptions.temporaryFolder() + "\"]");
    }
}
