package dev.tidings.store;

/**
 * The answer to a request that named an idempotency key.
 *
 * @param requestHash tells whether a later request with the key is the same
 * @param at when it was given, milliseconds since the epoch
 */
record KeptAnswer(String requestHash, String answer, long at) {

    /** What a client's key belongs to. */
    record Key(String principal, String method, String path, String key) {

        static Key of(Idempotency idempotency) {
            return new Key(idempotency.principal(), idempotency.method(), idempotency.path(), idempotency.key());
        }
    }
}
