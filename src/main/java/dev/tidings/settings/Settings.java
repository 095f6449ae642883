package dev.tidings.settings;

import dev.tidings.model.TidingsException;
import java.nio.file.Path;
import java.util.Map;

/**
 * All settings, checked: whoever has them need not check again.
 *
 * @param management null where health and metrics are served beside the resources
 * @param retention of collections that do not say otherwise
 * @param cluster null where this node is on its own
 */
public record Settings(
        HttpSettings http,
        ManagementSettings management,
        StoreSettings store,
        RetentionSettings retention,
        WatchSettings watch,
        OriginSettings origins,
        AuthSettings auth,
        CollectionsSettings collections,
        ClusterSettings cluster,
        DrainSettings drain,
        LoggingSettings logging) {

    /** Where the settings file is unless somebody says otherwise. */
    public static final Path DEFAULT_FILE = Path.of("conf", "tidings.yaml");

    /**
     * Reads the settings.
     *
     * @param commandLine values by name, the strongest
     * @param environment the process's environment, of which only what begins with {@code TIDINGS_} counts
     * @param file the settings file, which must be there; null for {@link #DEFAULT_FILE} where that is there
     * @throws TidingsException {@code INVALID}, one line that names the setting that is unknown or unusable
     */
    public static Settings read(Map<String, String> commandLine, Map<String, String> environment, Path file) {
        return SettingsReader.read(commandLine, environment, file);
    }

    /** The defaults with these values by name, whatever the machine's environment and files say. */
    public static Settings of(Map<String, String> values) {
        return SettingsReader.read(values);
    }
}
