package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.settings.KnownSettings;
import dev.tidings.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/** The environment variables that a file sets, against the table of settings and what the settings want of each other. */
final class SettingVariables {

    private static final String PREFIX = "TIDINGS_";
    private static final String FILE = "_FILE";

    /** What stands in the files that are mounted where it runs. */
    private static final Map<String, String> SECRETS = Map.of(
            "TIDINGS_STORE_URL", "postgresql://tidings:hidden@postgres/tidings",
            "TIDINGS_CLUSTER_SECRET", "0123456789abcdef0123456789abcdef");

    private SettingVariables() {}

    /** Fails where one of ours is no setting, has a value that its setting does not take, or does not go with the others. */
    static void check(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(Map.of("TIDINGS_AUTH_MODE", "none"));
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                boolean secret = name.endsWith(FILE);
                String setting = secret ? name.substring(0, name.length() - FILE.length()) : name;
                assertThat(isKnown(setting)).as("%s is a setting", name).isTrue();
                environment.put(setting, secret ? SECRETS.get(setting) : value);
            }
        });
        Settings.read(Map.of(), environment, null);
    }

    private static boolean isKnown(String variable) {
        return KnownSettings.built().stream()
                .anyMatch(setting -> setting.variable().equals(variable));
    }
}
