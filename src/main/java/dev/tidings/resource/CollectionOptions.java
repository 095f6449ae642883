package dev.tidings.resource;

/**
 * What the settings say of one collection.
 *
 * @param requireMatch whether {@code PUT}, {@code PATCH} and {@code DELETE} of what exists must say {@code If-Match}
 * @param schema the text of a JSON Schema (2020-12); null for none
 */
public record CollectionOptions(boolean requireMatch, String schema) {

    /** For a collection that the settings do not name. */
    public static final CollectionOptions DEFAULT = new CollectionOptions(false, null);
}
