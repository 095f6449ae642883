package dev.tidings.metrics;

/** A limit that something was refused by. */
public enum Limit {
    BODY,
    COLLECTIONS,
    CONNECTIONS,
    SUBSCRIPTIONS,
    MESSAGE,
    FRAME_RATE,
    EXPORTS,
    CATCH_UPS,
    WRITES
}
