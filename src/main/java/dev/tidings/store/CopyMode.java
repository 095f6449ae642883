package dev.tidings.store;

import java.util.List;

/** How much of a store is copied, and what becomes of the one that it is copied from. */
public enum CopyMode {
    /** All of it, with its epoch: no server may have the source open, and none can open it afterwards. */
    MOVE,
    /** All of it, as of one moment, under an epoch of its own; the source stays as it is, and may be in use. */
    COPY,
    /** The same, but nothing of the past: no log, no tombstones, no kept answers. */
    RESOURCES;

    List<CopyPart> parts() {
        return this == RESOURCES ? List.of(CopyPart.RESOURCES, CopyPart.COLLECTIONS) : List.of(CopyPart.values());
    }
}
