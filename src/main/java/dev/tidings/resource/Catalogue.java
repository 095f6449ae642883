package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.Map;
import java.util.Set;

/**
 * Which collections there are for clients, and what is special about them.
 *
 * @param autoCreate whether a write to a new name makes the collection; else only those named here exist
 * @param named what the settings say of some
 */
public record Catalogue(boolean autoCreate, Map<String, CollectionOptions> named) {

    public Catalogue {
        named = Map.copyOf(named);
    }

    /** Whether the collection exists for clients, though perhaps empty. */
    public boolean exists(String name) {
        return autoCreate || named.containsKey(name);
    }

    /** Refuses, as {@code NOT_FOUND}, what does not {@link #exists exist}. */
    public void requireExisting(String name) {
        if (!exists(name)) {
            throw absent(name);
        }
    }

    /** The error for a collection that does not exist. */
    static TidingsException absent(String name) {
        return TidingsException.of(Code.NOT_FOUND, "There is no collection " + name + ".");
    }

    Set<String> names() {
        return named.keySet();
    }

    boolean requiresMatch(String name) {
        return named.getOrDefault(name, CollectionOptions.DEFAULT).requireMatch();
    }
}
