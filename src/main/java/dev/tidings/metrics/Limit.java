package dev.tidings.metrics;

/** A limit that a watcher was refused by; a peer that sends too much is counted by why its connection ended. */
public enum Limit {
    CONNECTIONS,
    CLIENT_CONNECTIONS,
    SUBSCRIPTIONS
}
