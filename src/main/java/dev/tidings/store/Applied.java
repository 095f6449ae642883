package dev.tidings.store;

import dev.tidings.model.Resource;

/**
 * What became of one write of a committed request.
 *
 * @param effect what it did
 * @param collection where
 * @param resource the resource after it; its last state where it was deleted
 * @param revision of the change or, where nothing changed, of the resource as it was
 */
public record Applied(Effect effect, String collection, Resource resource, long revision) {

    /** What a write did. */
    public enum Effect {
        CREATED,
        UPDATED,
        DELETED,
        UNCHANGED
    }
}
