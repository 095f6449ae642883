package dev.tidings.metrics;

/** Why a subscriber was served from the store and not from its view's tail. */
public enum CatchUp {
    /** It asked for changes since some revision. */
    RESUME,
    /** It asked for the present state first. */
    SNAPSHOT,
    /** It reads more slowly than its view changes. */
    SLOW,
    /** It lagged behind its view for no reason of its own, which should never happen. */
    BEHIND
}
