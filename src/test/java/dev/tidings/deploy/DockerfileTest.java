package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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

    /** The trial run writes beside the jar: who has no right to it makes no archive. */
    @Test
    void theFolderOfTheJarBelongsToWhoRunsIt() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
        List<String> image = lines.subList(lines.indexOf("FROM eclipse-temurin:25-jre-noble"), lines.size());
        assertThat(image)
                .containsSubsequence(
                        "COPY --from=build --chown=10001:10001 /app /app", "WORKDIR /app", "USER 10001:10001");
        assertThat(image.stream().filter(line -> line.startsWith("WORKDIR"))).hasSize(1);
    }

    /** Without it the wrapper takes another archive than the one whose sum it knows. */
    @Test
    void theWrapperCanUnpackTheMavenThatItChecks() throws IOException {
        assertThat(Path.of(".mvn/wrapper/maven-wrapper.properties"))
                .content()
                .contains("-bin.zip", "distributionSha256Sum=");
        assertThat(Files.readString(Path.of("Dockerfile"))).containsSubsequence("unzip", "./mvnw");
    }
}
