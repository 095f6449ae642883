package dev.tidings.store;

import dev.tidings.model.TidingsException;
import java.util.List;
import java.util.Optional;

/**
 * The identity of a request that a client may send again, and how its answer is kept. The answer is written in the
 * transaction of the write itself, so a change and the answer to it are both there or both not.
 *
 * @param principal who asks; empty without authentication
 * @param method the HTTP method
 * @param path the request's path
 * @param key the client's key, unquoted
 * @param requestHash a hash of the body and of what else the answer depends on: the same key with another one is refused
 * @param answers makes the text that is kept
 */
public record Idempotency(
        String principal, String method, String path, String key, String requestHash, Answers answers) {

    /** Makes the text of an answer, opaque to the store; pure and quick, it runs inside the transaction. */
    public interface Answers {

        String success(List<Applied> results);

        /** The answer to a refusal; empty where it is not one to keep, so that a repetition is judged anew. */
        Optional<String> refusal(TidingsException refusal);
    }
}
