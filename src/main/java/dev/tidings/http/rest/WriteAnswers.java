package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.EntityTags;
import dev.tidings.http.exchange.ResourcePath;
import dev.tidings.model.Position;
import dev.tidings.store.Applied;
import dev.tidings.store.Applied.Effect;

/** Answers to writes that went through. */
final class WriteAnswers {

    static final String RECEIPT = "Tidings-Revision";

    private WriteAnswers() {}

    /**
     * The answer to one write.
     *
     * @param path where the resource was asked for
     * @param minimal whether the client would rather have no body
     */
    static Answer of(Applied applied, String epoch, ResourcePath path, boolean minimal) {
        Answer bare = Answer.of(status(applied))
                .with("Cache-Control", "no-cache")
                .with(RECEIPT, new Position(epoch, applied.revision()).toString());
        if (applied.effect() == Effect.DELETED) {
            return bare;
        }
        Answer tagged =
                bare.with("ETag", EntityTags.of(epoch, applied.resource().revision()));
        Answer located = path.kind() == ResourcePath.Kind.COLLECTION
                ? tagged.with("Location", path + "/" + applied.resource().id())
                : tagged;
        return minimal
                ? located.withStatus(applied.effect() == Effect.CREATED ? 201 : 204)
                        .with("Preference-Applied", "return=minimal")
                : located.with("Content-Type", Accepts.JSON)
                        .withBody(applied.resource().representation());
    }

    static int status(Applied applied) {
        return switch (applied.effect()) {
            case CREATED -> 201;
            case UPDATED, UNCHANGED -> 200;
            case DELETED -> 204;
        };
    }
}
