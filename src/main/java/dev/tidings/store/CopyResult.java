package dev.tidings.store;

import java.util.Map;

/**
 * What a copy did.
 *
 * @param from the source, without secrets
 * @param to the target, without secrets
 * @param epoch of the target
 * @param mode how it was copied
 * @param kind whether anything was left to copy
 * @param rows how many of each part; empty where none were copied
 */
public record CopyResult(String from, String to, String epoch, CopyMode mode, Kind kind, Map<CopyPart, Long> rows) {

    /** How much of it this run did. */
    public enum Kind {
        /** All of it. */
        WHOLE,
        /** The last step of one that broke off when all rows were there. */
        FINISHED,
        /** Nothing: the source was moved to this target before. */
        DONE_BEFORE
    }

    public CopyResult {
        rows = Map.copyOf(rows);
    }
}
