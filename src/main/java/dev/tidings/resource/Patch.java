package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;

/** A change to a resource that was well-formed as such; whether it can be applied shows on the resource. */
@FunctionalInterface
public interface Patch {

    /** More characters than the members take that the server manages. */
    int MANAGED_LENGTH = 512;

    /**
     * Applies it.
     *
     * @return the client's own members from then on
     * @throws TidingsException {@code CONFLICT} where a test fails, {@code INVALID} where it cannot be applied, {@code
     *     TOO_LARGE} where the result would be
     */
    JsonText applyTo(Resource current);

    /** A merge patch (RFC 7396): it sees the client's own members. One that is no object is a {@code BAD_REQUEST}. */
    static Patch merge(JsonText body) {
        requireObject(body);
        return current -> {
            OwnMembers.requireId(body, current.id());
            JsonText document = JsonText.parse(current.document(), JsonText.MAX_DEPTH);
            return MergePatch.apply(document, OwnMembers.of(body));
        };
    }

    /**
     * A JSON Patch (RFC 6902): it sees the representation. One that is none is a {@code BAD_REQUEST}.
     *
     * @param maxLength how many characters the client's own members may have afterwards
     */
    static Patch operations(JsonText body, int maxLength) {
        JsonPatch patch = JsonPatch.parse(body);
        return current -> {
            JsonText representation = JsonText.parse(current.representation(), JsonText.MAX_DEPTH);
            JsonText result = patch.apply(representation, (long) maxLength + MANAGED_LENGTH);
            if (result.kind() != JsonText.Kind.OBJECT) {
                throw TidingsException.of(Code.INVALID, "The patch would leave something that is no object.");
            }
            OwnMembers.requireSameId(result, current.id());
            return OwnMembers.of(result);
        };
    }

    /** Refuses, as a {@code BAD_REQUEST}, a body that is no object. */
    static void requireObject(JsonText body) {
        if (body.kind() != JsonText.Kind.OBJECT) {
            throw TidingsException.of(Code.BAD_REQUEST, "The body must be a JSON object.");
        }
    }
}
