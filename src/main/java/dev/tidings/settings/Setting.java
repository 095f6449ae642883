package dev.tidings.settings;

import java.util.Locale;

/**
 * One thing that can be set.
 *
 * @param name its dotted path, for instance {@code http.maxBody}
 * @param type what it accepts
 * @param fallback the text of its default; null where it is unset by default
 * @param doc one line for help and documentation
 * @param secret whether its value must never be shown
 * @param planned whether this version knows the name only: any value but the default stops the start
 */
public record Setting<T>(
        String name, SettingType<T> type, String fallback, String doc, boolean secret, boolean planned) {

    static <T> Setting<T> of(String name, SettingType<T> type, String fallback, String doc) {
        return new Setting<>(name, type, fallback, doc, false, false);
    }

    Setting<T> kept() {
        return new Setting<>(name, type, fallback, doc, true, planned);
    }

    Setting<T> later() {
        return new Setting<>(name, type, fallback, doc, secret, true);
    }

    Setting<T> below(String prefix) {
        return new Setting<>(prefix + name, type, fallback, doc, secret, planned);
    }

    /** What is accepted, in words. */
    public String accepts() {
        return type.words();
    }

    /** Its environment variable: {@code TIDINGS_HTTP_MAX_BODY} for {@code http.maxBody}. */
    public String variable() {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
        return "TIDINGS_" + words.toUpperCase(Locale.ROOT);
    }
}
