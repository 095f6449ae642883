package dev.tidings.settings;

import dev.tidings.settings.Given.Shape;
import java.util.Map;

/** What was given, by name, the strongest source's word for each; read as the types of the settings say. */
final class Values {

    private final Map<String, Given> given;

    Values(Map<String, Given> given) {
        this.given = Map.copyOf(given);
    }

    Map<String, Given> given() {
        return given;
    }

    /** The value of a setting or its default; null where there is neither. */
    <T> T get(Setting<T> setting) {
        Given found = given.get(setting.name());
        if (found != null) {
            return read(setting, found);
        }
        return setting.fallback() == null
                ? null
                : setting.type().reader().apply(setting.fallback()).orElseThrow();
    }

    private static <T> T read(Setting<T> setting, Given found) {
        if (setting.planned() && !found.text().equals(setting.fallback())) {
            throw found.wrong("this version of tidings cannot do that yet");
        }
        boolean usable = found.shape() == Shape.VALUE
                || (found.shape() == Shape.LIST && setting.type().list());
        if (!usable) {
            throw found.wrong("must be " + setting.accepts());
        }
        return setting.type().reader().apply(found.text()).orElseThrow(() -> found.wrong(complaint(setting, found)));
    }

    private static String complaint(Setting<?> setting, Given found) {
        return "must be " + setting.accepts() + (setting.secret() ? "" : ", not \"" + found.text() + "\"");
    }
}
