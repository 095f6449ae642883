package dev.tidings.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * What the settings file says of one collection.
 *
 * @param schema a JSON Schema (2020-12) that its resources must match, there when the settings were read; null for none
 * @param indexes paths, as member names, that are often filtered by: they make filters fast and never change an answer
 * @param requireMatch whether {@code PUT}, {@code PATCH} and {@code DELETE} of what exists must say {@code If-Match}
 * @param retention of its log; whatever the file does not say is as for all
 */
public record CollectionSettings(
        Path schema, List<List<String>> indexes, boolean requireMatch, RetentionSettings retention) {

    public CollectionSettings {
        indexes = List.copyOf(indexes);
    }
}
