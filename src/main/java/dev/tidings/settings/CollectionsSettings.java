package dev.tidings.settings;

import java.util.Map;

/**
 * Which collections there may be, and what is special about some.
 *
 * @param autoCreate whether a write to a new name makes the collection
 * @param max how many there may be
 * @param named those that the settings file names
 */
public record CollectionsSettings(boolean autoCreate, int max, Map<String, CollectionSettings> named) {

    public CollectionsSettings {
        named = Map.copyOf(named);
    }
}
