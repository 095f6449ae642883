package dev.tidings.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the documentation and the example file together with the code. */
class SettingsPageTest {

    @Test
    void thePageHasTheTableOfTheCode() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/settings.md"));
        assertThat(page).contains(table(KnownSettings.built()), table(KnownSettings.ofACollection()));
        assertThat(KnownSettings.planned())
                .allSatisfy(setting -> assertThat(page).contains("`" + setting.name() + "`"));
    }

    @Test
    void theExampleFileSaysNothingButDefaults() {
        assertThat(Settings.read(Map.of(), Map.of(), Settings.DEFAULT_FILE)).isEqualTo(Settings.of(Map.of()));
    }

    private static String table(List<Setting<?>> settings) {
        return settings.stream()
                .filter(setting -> !setting.planned())
                .map(SettingsPageTest::row)
                .collect(Collectors.joining("\n"));
    }

    private static String row(Setting<?> setting) {
        String fallback =
                setting.fallback() == null || setting.fallback().isEmpty() ? "–" : "`" + setting.fallback() + "`";
        return "| `" + setting.name() + "` | " + fallback + " | " + setting.accepts() + " | " + setting.doc() + " |";
    }
}
