package dev.tidings.store;

/** Which resource of the store. */
record ResourceKey(String collection, String id) {}
