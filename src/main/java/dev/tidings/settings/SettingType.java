package dev.tidings.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param words what is accepted, to follow "must be" in an error and to stand in the documentation
 * @param reader the value of a text; empty where the text is unusable
 * @param list whether several values, separated by commas, are wanted
 */
record SettingType<T>(String words, Function<String, Optional<T>> reader, boolean list) {

    static <T> SettingType<T> one(String words, Function<String, Optional<T>> reader) {
        return new SettingType<>(words, reader, false);
    }
}
