package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.EntityTags;
import dev.tidings.resource.Preconditions;

/** Reads that depend on what the client has already (RFC 9110 section 13). */
final class Conditional {

    private Conditional() {}

    /**
     * The answer to a read of a state, or that the client has it.
     *
     * @param full the answer with the body; who has it gets the same headers without it
     */
    static Answer answer(Preconditions conditions, String epoch, long revision, Answer full) {
        boolean known = conditions.judgeRead(Preconditions.state(epoch, revision));
        return full.withStatus(known ? 304 : 200)
                .with("ETag", EntityTags.of(epoch, revision))
                .with("Cache-Control", "no-cache");
    }
}
