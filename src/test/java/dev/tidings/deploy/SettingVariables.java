package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.settings.KnownSettings;
import dev.tidings.settings.Setting;
import dev.tidings.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment variables that a file sets, against the table of settings. */
final class SettingVariables {

    private static final String PREFIX = "TIDINGS_";
    private static final String FILE = "_FILE";

    private SettingVariables() {}

    /** Fails where one of ours is no setting, or has a value that its setting does not take. */
    static void check(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                boolean built = has(KnownSettings.built(), name);
                if (built) {
                    Map<String, String> alone = new HashMap<>(Map.of("TIDINGS_AUTH_MODE", "none"));
                    alone.put(name, value);
                    Settings.read(Map.of(), alone, null);
                }
                assertThat(built || isKnown(name) || isKnown(withoutFile(name)))
                        .as("%s is a setting", name)
                        .isTrue();
            }
        });
    }

    private static String withoutFile(String name) {
        return name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
    }

    private static boolean isKnown(String variable) {
        return has(KnownSettings.built(), variable) || has(KnownSettings.planned(), variable);
    }

    private static boolean has(List<Setting<?>> settings, String variable) {
        return settings.stream().anyMatch(setting -> setting.variable().equals(variable));
    }
}
