package dev.tidings;

import dev.tidings.model.TidingsException;
import dev.tidings.settings.KnownSettings;
import dev.tidings.settings.Setting;
import dev.tidings.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings as command-line options: {@code --config} and one for each name in the table. */
final class SettingOptions {

    private static final String CONFIG = "--config";

    private SettingOptions() {}

    static void addTo(CommandSpec command) {
        addConfig(command);
        KnownSettings.built()
                .forEach(setting -> command.addOption(option(setting).build()));
        KnownSettings.planned()
                .forEach(setting ->
                        command.addOption(option(setting).hidden(true).build()));
    }

    /** For a command that takes them all, but has something else to say in its help. */
    static void addHiddenTo(CommandSpec command) {
        addConfig(command);
        known().forEach(setting ->
                command.addOption(option(setting).hidden(true).build()));
    }

    private static void addConfig(CommandSpec command) {
        command.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Settings file; " + Settings.DEFAULT_FILE + " by default, if it is there.")
                .build());
    }

    private static OptionSpec.Builder option(Setting<?> setting) {
        String fallback = setting.fallback() == null || setting.fallback().isEmpty()
                ? ""
                : " (default: " + setting.fallback() + ")";
        return OptionSpec.builder("--" + setting.name())
                .paramLabel("VALUE")
                .type(String.class)
                .description((setting.doc() + fallback + ".").replace("%", "%%"));
    }

    /**
     * The settings by all three sources.
     *
     * @throws TidingsException where one is wrong
     */
    static Settings read(ParseResult parsed) {
        Map<String, String> given = new HashMap<>();
        known().map(Setting::name).forEach(name -> {
            String value = parsed.matchedOptionValue("--" + name, null);
            if (value != null) {
                given.put(name, value);
            }
        });
        return Settings.read(given, System.getenv(), parsed.matchedOptionValue(CONFIG, (Path) null));
    }

    /** The error for options that nobody knows; null where they do not look like settings. */
    static TidingsException unknown(List<String> unmatched) {
        String option = unmatched.get(0);
        if (!option.startsWith("--") || !option.contains(".")) {
            return null;
        }
        try {
            String name = option.substring(2).split("=", 2)[0];
            throw new IllegalStateException("known after all: " + Settings.of(Map.of(name, "")));
        } catch (TidingsException unknown) {
            return unknown;
        }
    }

    private static Stream<Setting<?>> known() {
        return Stream.concat(KnownSettings.built().stream(), KnownSettings.planned().stream());
    }
}
